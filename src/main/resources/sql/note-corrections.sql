-- Runs within the transaction of the COPY, before the merge: what of the lines loaded earlier is about to change.
with loaded_before as (
    select f.*
    from pg_copy_file as f
    inner join etl.game as g on f.game_id = g.game_id
    where
        g.loaded_at is not null
        -- when a whole game is gone from the table, it was not the NHL that corrected it
        and exists (select from public.game_stats as t where t.game_id = f.game_id)
),
new_lines as (
    select f.game_id, f.run_id, s.player_person_id, to_jsonb(s) - 'file_no' as line
    from loaded_before as f
    inner join pg_copy_staging as s on f.file_no = s.file_no
),
old_lines as (
    select f.game_id, f.run_id, t.player_person_id, to_jsonb(t) as line
    from loaded_before as f
    inner join public.game_stats as t on f.game_id = t.game_id
)
insert into etl.correction (game_id, player_id, column_name, old_value, new_value, run_id)
select o.game_id, o.player_person_id, v.key, o.line ->> v.key, v.value, o.run_id
from new_lines as n
-- few lines change: the others are not taken apart
inner join old_lines as o on n.game_id = o.game_id and n.player_person_id = o.player_person_id and not o.line @> n.line
cross join lateral jsonb_each_text(n.line) as v
where (o.line ->> v.key) is distinct from v.value
union all
select game_id, player_person_id, '(line)', line ->> 'player_person_fullname', null, run_id
from old_lines as o
where not exists (
    select from new_lines as n where n.game_id = o.game_id and n.player_person_id = o.player_person_id
)
union all
select game_id, player_person_id, '(line)', null, line ->> 'player_person_fullname', run_id
from new_lines as n
where not exists (
    select from old_lines as o where n.game_id = o.game_id and n.player_person_id = o.player_person_id
)
