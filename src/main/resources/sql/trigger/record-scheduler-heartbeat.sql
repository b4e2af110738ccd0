-- Records the heartbeat of the scheduler and its scheduled times, so that a missed run is detected even if no scheduler is
-- running.
insert into etl.clock as c (cron, zone, owner, catch_up_days, due_at, next_due_at, ready_by, ready_since)
values (
    :#${properties:nhl.schedule.cron}, :#${properties:nhl.schedule.zone}, :#${bean:owner?method=name},
    :#${properties:nhl.schedule.catch-up-days}::int,
    cast(nullif(:#${bean:dailyClock?method=lastDue}, '') as timestamptz), cast(nullif(:#${bean:dailyClock?method=nextDue}, '') as timestamptz),
    cast(nullif(:#${properties:nhl.schedule.ready-by}, '') as time), case when :#${properties:nhl.schedule.ready-by} <> '' then now() end
)
on conflict (clock) do update set
    started_at = case when (c.cron, c.zone, c.owner) = (excluded.cron, excluded.zone, excluded.owner) then c.started_at else now() end,
    cron = excluded.cron,
    zone = excluded.zone,
    owner = excluded.owner,
    catch_up_days = excluded.catch_up_days,
    due_at = excluded.due_at,
    next_due_at = excluded.next_due_at,
    ready_by = excluded.ready_by,
    ready_since = case when (c.ready_by, c.zone) is not distinct from (excluded.ready_by, excluded.zone) then c.ready_since else excluded.ready_since end,
    heartbeat_at = now()
