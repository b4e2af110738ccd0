-- A CSV in the bucket that the ledger does not know in this version. Other content: it is to be loaded. The same
-- content: only its version is noted. What a run has on its way is left to that run.
insert into etl.game as g (
    game_id, game_date, season, game_type, state, source, shape, run_id, s3_key, csv_hash, version, stored_at
)
values (
    cast(:#gameId as bigint), cast(:#gameDate as date), cast(:#season as int), :#gameType, 'stored', 'bucket', 'csv',
    :#${variable.runId}, :#csvKey, :#${header.csvHash}, :#version, now()
)
on conflict (game_id) do update set
    state = case when g.csv_hash is distinct from excluded.csv_hash then 'stored' else g.state end,
    run_id = case when g.csv_hash is distinct from excluded.csv_hash then excluded.run_id else g.run_id end,
    source = case when g.csv_hash is distinct from excluded.csv_hash then excluded.source else g.source end,
    shape = case when g.csv_hash is distinct from excluded.csv_hash then excluded.shape else g.shape end,
    s3_key = excluded.s3_key,
    csv_hash = excluded.csv_hash,
    version = excluded.version,
    stored_at = case when g.csv_hash is distinct from excluded.csv_hash then now() else g.stored_at end,
    updated_at = now()
where g.state not in ('queued', 'fetching', 'stored', 'loading')
