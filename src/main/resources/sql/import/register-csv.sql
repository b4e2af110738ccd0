-- Registers a CSV of the bucket whose version the ledger does not know. Changed content: the CSV is loaded. Same content: only
-- the version is recorded. The object may have metadata of its origin (CsvOrigin): then its process crashed before it could
-- record the CSV, or the ledger was lost, and the row of the game is completed. Without metadata it was uploaded or edited
-- manually. Games in progress, and games that changed since the ledger was read, are not touched.
with seen as (
    insert into etl.game as g (
        game_id, game_date, season, game_type, state, source, shape, run_id, s3_key, csv_hash, version, stored_at,
        content_hash, raw_key, away_score, home_score, shootout, fetched_at, lacks_names
    )
    values (
        cast(:#gameId as bigint), cast(:#gameDate as date), cast(:#season as int), :#gameType, 'stored',
        coalesce(:#source, :#sourceByHand), coalesce(:#shape, 'csv'),
        :#${variable.runId}, :#csvKey, :#csvHash, :#version, now(),
        :#contentHash, :#rawKey,
        cast(:#awayScore as int), cast(:#homeScore as int),
        cast(:#shootout as boolean), cast(:#fetchedAt as timestamptz),
        coalesce(cast(:#lacksNames as boolean), false)
    )
    on conflict (game_id) do update set
        (
            state, game_date, run_id, source, shape, content_hash, raw_key, away_score, home_score, shootout, fetched_at, put_key,
            row_count, stored_at, lacks_names
        ) = (
            select
                excluded.state, excluded.game_date, excluded.run_id, excluded.source, excluded.shape,
                coalesce(excluded.content_hash, g.content_hash), coalesce(excluded.raw_key, g.raw_key),
                coalesce(excluded.away_score, g.away_score), coalesce(excluded.home_score, g.home_score),
                coalesce(excluded.shootout, g.shootout), coalesce(excluded.fetched_at, g.fetched_at), null, g.row_count,
                excluded.stored_at, excluded.lacks_names
            where (g.csv_hash, g.s3_key) is distinct from (excluded.csv_hash, excluded.s3_key)
            union all
            select
                g.state, g.game_date, g.run_id, g.source, g.shape, g.content_hash, g.raw_key, g.away_score, g.home_score, g.shootout,
                g.fetched_at, g.put_key, g.row_count, g.stored_at, g.lacks_names
            where (g.csv_hash, g.s3_key) is not distinct from (excluded.csv_hash, excluded.s3_key)
        ),
        s3_key = excluded.s3_key,
        csv_hash = excluded.csv_hash,
        version = excluded.version,
        updated_at = now()
    where
        g.state not in ('queued', 'fetching', 'stored', 'loading')
        and g.s3_key is not distinct from :#knownKey
        and coalesce(g.version, '') = coalesce(:#knownVersion, '')
        and (g.api_state is null or g.game_date = excluded.game_date)
    returning game_id, state
)
insert into etl.game_details as d (game_id, stored)
select game_id, cast(:#details as jsonb)
from seen
where state = 'stored'
on conflict (game_id) do update set stored = excluded.stored
where d.stored is distinct from excluded.stored
