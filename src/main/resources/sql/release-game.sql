-- The API is dead: the game is not, it waits for the next run.
update etl.game
set state = case when loaded_at is null then 'final' else 'loaded' end, updated_at = now()
where
    game_id = cast(:#${variable.task.gameId} as bigint)
    and run_id = :#${variable.task.runId}
    and state in ('queued', 'fetching')
