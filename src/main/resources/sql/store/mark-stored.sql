-- Records the CSV that was put into the bucket. It queues the object under the previous key for deletion and withdraws a
-- deletion of the new key (a game may be moved back to its former date). If another run has taken over the game in the
-- meantime and uses another key, the CSV just put is queued for deletion.
with before as (
    select game_id, s3_key
    from etl.game
    where game_id = cast(:#gameId as bigint) and run_id = :#runId and state = 'fetching'
    for update
),
stored as (
    update etl.game as g
    set
        state = 'stored',
        source = case when cast(:#rederived as boolean) then g.source else :#${properties:nhl.source} end,
        shape = :#shape,
        away_score = :#awayScore,
        home_score = :#homeScore,
        shootout = cast(:#shootout as boolean),
        content_hash = :#contentHash,
        raw_key = :#rawKey,
        s3_key = :#csvKey,
        put_key = null,
        csv_hash = :#csvHash,
        version = :#version,
        row_count = case when g.loaded_at is null then :#rowCount else g.row_count end,
        fetched_at = case when cast(:#rederived as boolean) then g.fetched_at else now() end,
        lacks_names = cast(:#lacksNames as boolean) or (cast(:#rederived as boolean) and g.lacks_names),
        stored_at = now(),
        updated_at = now()
    from before
    where g.game_id = before.game_id
    returning g.game_id
),
details as (
    insert into etl.game_details as d (game_id, stored)
    select game_id, cast(nullif(:#details, '') as jsonb)
    from stored
    on conflict (game_id) do update set stored = excluded.stored
    where d.stored is distinct from excluded.stored
),
in_use as (
    update etl.object_deletion as d
    set state = 'withdrawn'
    from stored
    where d.s3_key = :#csvKey and d.state in ('pending', 'deleting')
)
insert into etl.object_deletion (s3_key, game_id, run_id)
select s3_key, game_id, :#runId
from before
where s3_key <> :#csvKey
union all
select cast(:#csvKey as text), game_id, :#runId
from etl.game
where
    game_id = cast(:#gameId as bigint)
    and not exists (select from before)
    and s3_key <> :#csvKey
    and put_key is distinct from :#csvKey
on conflict (s3_key) do update set
    state = 'pending', game_id = excluded.game_id, run_id = excluded.run_id, requested_at = now(), attempts = 0, tried_at = null, last_error = null
