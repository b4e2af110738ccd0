-- Claims a batch of stored games for this process. Concurrent loaders do not wait for each other. This process loads one batch
-- at a time, so its own remaining claims are from a batch that failed while PostgreSQL was unavailable, or from a claim whose
-- response was lost; if a statement of that batch is still running, it holds the locks, and the next poll claims the games.
-- A claim older than any statement can run is expired: its process has terminated. It expires a minute before runs stop waiting.
-- Repeating a claim is no progress, so it keeps its time: a run whose batch fails again and again ends as stalled.
with claimed as (
    update etl.game as g
    set
        state = 'loading',
        loader = :#${bean:owner?method=name},
        updated_at = case when g.state = 'loading' and g.loader = :#${bean:owner?method=name} then g.updated_at else now() end
    where g.game_id in (
        select s.game_id
        from etl.game as s
        where
            s.state = 'stored'
            or (
                s.state = 'loading'
                and (s.loader = :#${bean:owner?method=name} or s.updated_at < now() - interval '14 minutes')
            )
        order by s.game_date, s.game_id
        limit :#${properties:nhl.load.batch}::int
        for update skip locked
    )
    returning g.*
)
select
    game_id::text as "gameId",
    game_date::text as "gameDate",
    season,
    game_type as "gameType",
    source,
    s3_key as "csvKey",
    csv_hash as "csvHash",
    run_id as "runId",
    loader
from claimed
order by game_date, game_id
