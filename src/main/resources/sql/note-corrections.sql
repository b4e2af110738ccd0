-- Runs within the transaction of the COPY, before anything is written: what of the lines loaded earlier is about to change.
with change as (
    select c.game_id, c.player_person_id, c.change, f.file_no, f.run_id
    from pg_copy_change as c
    inner join pg_copy_file as f on c.game_id = f.game_id
    inner join etl.game as g on f.game_id = g.game_id
    where
        g.loaded_at is not null
        -- when a whole game is gone from the table, it was not the NHL that corrected it
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
)
insert into etl.correction (game_id, player_id, column_name, old_value, new_value, run_id)
select o.game_id, o.player_person_id, v.key, o.line ->> v.key, v.value, o.run_id
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
