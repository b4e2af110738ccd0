-- Of several instances with the same schedule the first does the work of a start. The same process may ask twice, when
-- it did not hear the answer. A start that lies in the future was noted by a clock that was wrong, and counts for nothing.
-- A start that comes while another one works is not lost: it is the missed run of find-expired-lease.sql.
insert into etl.daily_start as d (job, started_for, owner)
values ('sweep', cast(:#${header.scheduledFireTime} as timestamptz), :#${bean:owner?method=name})
on conflict (job) do update set
    started_for = excluded.started_for, owner = excluded.owner, taken_at = now(), heartbeat_at = now(), done_at = null
where
    d.started_for < excluded.started_for
    and (d.done_at is not null or d.owner = excluded.owner or d.heartbeat_at < now() - interval '2 minutes')
    or (d.started_for = excluded.started_for and d.owner = excluded.owner and d.done_at is null)
    or d.started_for > now() + interval '1 hour'
