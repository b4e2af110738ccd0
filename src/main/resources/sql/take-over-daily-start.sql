-- A daily run that a stop or the death of its process broke off is begun anew by the process with a clock that sees it
-- first. A run that came to its own end has a sign of life from that moment; one that others had to close has not.
update etl.daily_start as d
set owner = :#${bean:owner?method=name}, taken_at = now()
where
    d.job = 'sweep'
    and d.started_for > now() - interval '1 day'
    and exists (
        select from etl.run as r
        where
            r.owner = d.owner
            and r.kind = 'sweep'
            and r.started_at >= d.taken_at
            and r.status = 'failed'
            and (r.stopped or r.heartbeat_at < r.ended_at)
    )
