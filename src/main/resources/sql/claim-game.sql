-- Only the run that queued the game may fetch it, and only while it runs; a message that comes twice finds it again, which
-- does no harm.
update etl.game as g
set state = 'fetching', attempts = attempts + 1, updated_at = now()
where
    g.game_id = cast(:#${variable.gameId} as bigint)
    and g.run_id = :#${variable.runId}
    and g.state in ('queued', 'fetching')
    and exists (select from etl.run as r where r.run_id = g.run_id and r.status = 'running')
