-- Only the run that queued the game may fetch it; a message that comes twice finds it again, which does no harm.
update etl.game
set state = 'fetching', attempts = attempts + 1, updated_at = now()
where game_id = cast(:#${variable.gameId} as bigint) and run_id = :#${variable.runId} and state in ('queued', 'fetching')
