-- Closes runs of this process that have ended but whose rows have status running: PostgreSQL was unavailable at their end, or
-- they ended with an exception. A run that an operator had cancelled ends as cancelled; also one whose request in progress, which
-- may be retried for minutes, keeps it from ending by itself: what it does from then on finds its claims gone.
with ended as (
    select key as run_id, value as cause
    from jsonb_each_text(cast(:#${bean:runs?method=ended} as jsonb))
    union
    select run_id, 'a request in progress had not ended'
    from etl.run
    where
        status = 'running'
        and owner = :#${bean:owner?method=name}
        and cancel_requested_at < now() - 2 * make_interval(secs => :#${properties:nhl.routes.stop-seconds}::int)
        and not jsonb_exists(cast(:#${bean:runs?method=ended} as jsonb), run_id)
),
closed as (
    update etl.run as r
    set
        status = case when r.cancel_requested_at is null then 'failed' else 'cancelled' end,
        ended_at = now(),
        stopped = :#${bean:runs?method=isStopping} and r.cancel_requested_at is null,
        message = coalesce('cancelled ' || r.cancel_reason || '; ', '') || ended.cause || '; no data is lost, run: ' || r.command
    from ended
    where r.run_id = ended.run_id and r.status = 'running'
    returning r.run_id, r.message
)
select run_id as "runId", message
from closed
