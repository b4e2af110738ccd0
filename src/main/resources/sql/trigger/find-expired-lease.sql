-- The lease of a scheduled run that was not completed, or of a run that was missed because no process was running, the last run
-- was still running, or PostgreSQL was unavailable. A lease of this process counts after half an hour without a running run.
-- The heartbeat of the scheduler, which was just recorded, has the last scheduled time.
select
    d.taken_at::text as "takenAt",
    d.owner,
    d.heartbeat_at::text as heartbeat,
    d.heartbeat_at < now() - interval '2 minutes' as heartbeat_expired,
    (d.started_for < c.due_at and d.done_at is not null)
    or (
        d.owner = :#${bean:owner?method=name}
        and d.taken_at < now() - interval '30 minutes'
        and not exists (select from etl.run as r where r.owner = d.owner and r.status = 'running')
    ) as unclaimed
from etl.daily_start as d
cross join etl.clock as c
where d.job = 'sweep' and (d.done_at is null or d.started_for < c.due_at)
