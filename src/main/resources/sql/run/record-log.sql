-- Records log lines and retries of runs. A line that was written before, because the response was lost, is not written again; a
-- line of a run that has no row is dropped.
with input as (
    select *
    from jsonb_to_recordset(cast(:#${bean:runLog?method=lines} as jsonb)) as l (line bigint, run_id text, game_id bigint, at timestamptz, level text, message text)
),
written as (
    insert into etl.run_log (owner, line, run_id, game_id, at, level, message)
    select :#${bean:owner?method=name}, i.line, i.run_id, i.game_id, i.at, i.level, i.message
    from input as i
    where exists (select from etl.run as r where r.run_id = i.run_id)
    on conflict (owner, line) do nothing
)
select coalesce(max(line), 0) as line
from input
