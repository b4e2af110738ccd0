insert into etl.api_drift (path, kind, shape, example, game_id, run_id)
values (
    :#${header.path}, :#${header.kind}, :#${variable.documentShape}, :#${header.example},
    cast(:#${variable.gameId} as bigint), :#${variable.runId}
)
on conflict (path, kind, shape) do nothing
