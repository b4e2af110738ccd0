-- Runs in the transaction of the COPY, before it writes: records the changes of rows and details (etl.game_details) loaded
-- earlier. A detail that the previous version did not contain is no correction; a detail of the game has no player. The shape of
-- the game is that of the version that is loaded: csv for one that was put into the bucket manually.
with change as (
    select c.game_id, c.player_person_id, c.change, f.file_no, f.run_id
    from pg_copy_change as c
    inner join pg_copy_file as f on c.game_id = f.game_id
    inner join etl.game as g on f.game_id = g.game_id
    where
        g.loaded_at is not null
        -- a game without any rows in the table was deleted manually, not corrected by the NHL
        and exists (select from public.game_stats as t where t.game_id = f.game_id)
),
new_lines as (
    select c.game_id, c.run_id, c.player_person_id, c.change, to_jsonb(s) - 'file_no' as line
    from change as c
    inner join pg_copy_staging as s on c.file_no = s.file_no and c.player_person_id = s.player_person_id
),
old_lines as (
    select c.game_id, c.run_id, c.player_person_id, c.change, to_jsonb(t) as line
    from change as c
    inner join public.game_stats as t on c.game_id = t.game_id and c.player_person_id = t.player_person_id
),
details as (
    select f.game_id, f.run_id, d.loaded as old, d.stored as new
    from pg_copy_file as f
    inner join etl.game_details as d on f.game_id = d.game_id
    where d.loaded <> d.stored
),
details_of_players as (
    select d.game_id, d.run_id, p.id as player_id, s.name, d.old -> s.name ->> p.id as old_value, d.new -> s.name ->> p.id as new_value
    from details as d
    cross join (values ('goals_against'), ('starter'), ('shifts')) as s (name)
    cross join lateral (
        select jsonb_object_keys(d.old -> s.name) as id
        union
        select jsonb_object_keys(d.new -> s.name)
    ) as p
    where jsonb_exists(d.old, s.name) and not exists (
        select from change as c
        where c.game_id = d.game_id and c.player_person_id::text = p.id and c.change in ('inserted', 'deleted')
    )
),
details_of_games as (
    select d.game_id, d.run_id, s.name, d.old ->> s.name as old_value, d.new ->> s.name as new_value
    from details as d
    cross join (values ('venue'), ('start_time'), ('last_period'), ('last_period_type')) as s (name)
    where jsonb_exists(d.old, s.name)
),
correction as (
    select o.game_id, o.player_person_id as player_id, v.key as column_name, o.line ->> v.key as old_value, v.value as new_value, o.run_id
    from new_lines as n
    inner join old_lines as o on n.game_id = o.game_id and n.player_person_id = o.player_person_id
    cross join lateral jsonb_each_text(n.line) as v
    where (o.line ->> v.key) is distinct from v.value
    union all
    select game_id, player_person_id, '(line)', line ->> 'player_person_fullname', null, run_id
    from old_lines
    where change = 'deleted'
    union all
    select game_id, player_person_id, '(line)', null, line ->> 'player_person_fullname', run_id
    from new_lines
    where change = 'inserted'
    union all
    select game_id, player_id::bigint, name, old_value, new_value, run_id
    from details_of_players
    where old_value is distinct from new_value
    union all
    select game_id, null, name, old_value, new_value, run_id
    from details_of_games
    where old_value is distinct from new_value
)
insert into etl.correction (game_id, player_id, column_name, old_value, new_value, run_id, cause)
select
    c.game_id, c.player_id, c.column_name, c.old_value, c.new_value, c.run_id,
    case
        when g.shape = 'csv' then 'edited by hand'
        when r.kind = 'rederive' then 're-derivation'
        else 'league'
    end
from correction as c
inner join etl.game as g on c.game_id = g.game_id
left join etl.run as r on c.run_id = r.run_id
