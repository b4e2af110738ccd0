insert into etl.api_drift (path, kind, shape, example, game_id, run_id)
values (
    :#${header.path}, :#${header.kind}, :#${variable.shape}, :#${header.example},
    cast(:#${variable.task.gameId} as bigint), :#${variable.task.runId}
)
on conflict (path, kind, shape) do nothing
