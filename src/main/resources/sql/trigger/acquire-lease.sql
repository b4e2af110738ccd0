-- Acquires the lease of a scheduled run: the first of several instances gets it. The same process may repeat the request after
-- a lost response. A scheduled time in the future was recorded with a wrong clock and is ignored. A run that is due while
-- another one is running is not lost: find-expired-lease.sql finds it as missed.
insert into etl.daily_start as d (job, started_for, owner)
values ('sweep', cast(:#${header.scheduledFireTime} as timestamptz), :#${bean:owner?method=name})
on conflict (job) do update set
    started_for = excluded.started_for, owner = excluded.owner, taken_at = now(), heartbeat_at = now(), done_at = null
where
    d.started_for < excluded.started_for
    and (d.done_at is not null or d.owner = excluded.owner or d.heartbeat_at < now() - interval '2 minutes')
    or (d.started_for = excluded.started_for and d.owner = excluded.owner and d.done_at is null)
    or d.started_for > now() + interval '1 hour'
