-- The sign of life of the clock that starts the daily runs.
insert into etl.clock as c (cron, zone, owner)
values (:#${properties:nhl.schedule.cron}, :#${properties:nhl.schedule.zone}, :#${bean:owner?method=name})
on conflict (clock) do update set
    started_at = case when (c.cron, c.zone, c.owner) = (excluded.cron, excluded.zone, excluded.owner) then c.started_at else now() end,
    cron = excluded.cron,
    zone = excluded.zone,
    owner = excluded.owner,
    heartbeat_at = now()
