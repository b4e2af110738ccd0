-- The lease of a scheduled run that was not completed, or of a run that was missed because no process was running or
-- PostgreSQL was unavailable. A lease of this process counts after half an hour without a running run. There is no row before
-- the first scheduled run.
select
    taken_at::text as "takenAt",
    owner,
    heartbeat_at::text as heartbeat,
    heartbeat_at < now() - interval '2 minutes' as heartbeat_expired,
    started_for < cast(nullif(:#${bean:dailyClock?method=lastDue}, '') as timestamptz)
    or (
        owner = :#${bean:owner?method=name}
        and taken_at < now() - interval '30 minutes'
        and not exists (select from etl.run as r where r.owner = :#${bean:owner?method=name} and r.status = 'running')
    ) as unclaimed
from etl.daily_start
where
    job = 'sweep'
    and (done_at is null or started_for < cast(nullif(:#${bean:dailyClock?method=lastDue}, '') as timestamptz))
