-- A start that somebody took and did not end; or one that nobody took, because nothing ran at its time or PostgreSQL was
-- away. This process's own is open when it failed for half an hour. Where no clock ever started anything there is none.
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
