-- A start that somebody took and did not end; or one that nobody took, because nothing ran at its time, the last run still
-- did, or PostgreSQL was away. This process's own is open when it failed for half an hour. The scheduler's heartbeat, just
-- recorded, tells when a run was due last.
select
    d.taken_at::text as "takenAt",
    d.owner,
    d.heartbeat_at::text as heartbeat,
    d.heartbeat_at < now() - interval '2 minutes' as silent,
    (d.started_for < c.due_at and d.done_at is not null)
    or (
        d.owner = :#${bean:owner?method=name}
        and d.taken_at < now() - interval '30 minutes'
        and not exists (select from etl.run as r where r.owner = d.owner and r.status = 'running')
    ) as unowned
from etl.daily_start as d
cross join etl.clock as c
where d.job = 'sweep' and (d.done_at is null or d.started_for < c.due_at)
