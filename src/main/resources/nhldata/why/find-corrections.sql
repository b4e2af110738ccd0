-- What changed in these games after they were first loaded, in the columns that the statistic is made of.
with asked as not materialized (
    select ?::bigint[] as game_ids, ?::integer as player_id, ?::text[] as column_names
)
select
    to_char(c.corrected_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') as corrected,
    c.game_id as game,
    coalesce(s.player_person_fullname, case when c.column_name = '(line)' then coalesce(c.old_value, c.new_value) end, c.player_id::text) as player,
    case when c.column_name <> '(line)' then c.column_name when c.new_value is null then 'row removed' else 'row added' end as what,
    case when c.column_name <> '(line)' then c.old_value end as old_value,
    case when c.column_name <> '(line)' then c.new_value end as new_value,
    coalesce(c.cause, 'not in the ledger') as cause,
    c.run_id as run
from etl.correction as c
cross join asked as a
left join public.game_stats as s on c.game_id = s.game_id and c.player_id = s.player_person_id
where
    c.game_id = any(a.game_ids)
    and (a.player_id is null or c.player_id = a.player_id)
    and c.column_name = any(a.column_names || '(line)'::text)
order by c.corrected_at, c.correction_id
