-- A CSV in the bucket that the ledger does not know in this version. Other content: it is to be loaded. The same
-- content: only its version is noted. Its object may carry where it comes from (CsvOrigin): then the process that put it
-- died before it could say so here, or the ledger was lost, and the game's record is completed. Without that a person
-- put or changed it, and nobody knows the details. What a run has in progress, and what has changed since the ledger was read, is left alone.
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
