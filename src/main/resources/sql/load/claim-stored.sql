-- Takes a batch of stored games for this process. Concurrent loaders do not wait for one another. This one loads one batch
-- after the other, so what it still claims is left from a batch that failed while PostgreSQL was unavailable, or from a claim
-- whose answer was lost; if a statement of that batch still runs, it holds its games locked, and they come with the next poll.
-- A claim older than any statement can run has expired: its process crashed. That is a minute less than a run waits.
with claimed as (
    update etl.game as g
    set state = 'loading', loader = :#${bean:owner?method=name}, updated_at = now()
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
