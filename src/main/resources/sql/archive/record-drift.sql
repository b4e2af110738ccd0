-- At most 10,000 differences are recorded: more of them come from fabricated documents and add no information.
insert into etl.api_drift (path, kind, shape, example, game_id, run_id)
select
    :#path, :#kind, :#document, :#example, cast(:#gameId as bigint), :#${variable.runId}
where (select count(*) from etl.api_drift) < 10000
on conflict (path, kind, shape) do nothing
