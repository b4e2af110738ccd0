-- Takes a batch of stored games for this process. Loaders side by side do not wait for one another. This one loads one batch
-- after the other, so what it still claims is left of one that failed when PostgreSQL was away, or of a claim whose answer
-- was lost on the way; should a statement of that one still be at work, it holds its games locked, and they come with the
-- next look. A claim that is so old that no statement can still be at work on it is nobody's: its holder is gone. It is a minute younger than what a run waits for.
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
