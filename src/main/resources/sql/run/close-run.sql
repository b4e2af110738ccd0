-- A run without work that says it runs has failed: it could not tell then, or there was nobody any more to tell.
with closed as (
    update etl.run
    set
        status = 'failed',
        ended_at = now(),
        stopped = :#${bean:runs?method=isStopping},
        message = cast(:#${bean:runs?method=cause(${variable.closing})} as text) || '; nothing is lost, run: ' || command
    where run_id = :#${variable.closing} and status = 'running'
    returning run_id, message
)
select run_id as "runId", message
from closed
