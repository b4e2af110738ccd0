-- Releases the lease of a completed run. A run that was stopped keeps it, so that the next scheduler takes over.
update etl.daily_start as d
set done_at = now()
where
    d.job = 'sweep'
    and d.owner = :#${bean:owner?method=name}
    and d.done_at is null
    and not exists (select from etl.run as r where r.owner = d.owner and r.kind = 'sweep' and r.started_at >= d.taken_at and r.stopped)
