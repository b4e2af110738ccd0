-- The latest log lines and retries of a run, in their order.
with latest as (
    select l.at, l.level, l.game_id, l.message, l.owner, l.line
    from etl.run_log as l
    where l.run_id = ?::text
    order by l.at desc, l.owner desc, l.line desc
    limit ?::integer
)
select
    to_char(at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.MS') as at,
    level,
    game_id as game,
    message
from latest
order by latest.at, owner, line
