-- Closes runs of this process that have ended but whose rows have status running: PostgreSQL was unavailable at their end, or
-- they ended with an exception.
with ended as (
    select key as run_id, value as cause
    from jsonb_each_text(cast(:#${bean:runs?method=ended} as jsonb))
),
closed as (
    update etl.run as r
    set
        status = 'failed',
        ended_at = now(),
        stopped = :#${bean:runs?method=isStopping},
        message = ended.cause || '; no data is lost, run: ' || r.command
    from ended
    where r.run_id = ended.run_id and r.status = 'running'
    returning r.run_id, r.message
)
select run_id as "runId", message
from closed
