-- Documents that differ in thousands of ways are somebody's invention: what stands here already says so.
insert into etl.api_drift (path, kind, shape, example, game_id, run_id)
select
    :#path, :#kind, :#document, :#example, cast(:#gameId as bigint), :#${variable.runId}
where (select count(*) from etl.api_drift) < 10000
on conflict (path, kind, shape) do nothing
