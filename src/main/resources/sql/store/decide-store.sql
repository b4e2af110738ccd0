-- Decides whether to store a CSV. Unchanged: the CSV and details are those that are loaded; a reprocess stores them anyway,
-- because the rows may be missing although the ledger has them. A rescheduled game has another key, and its CSV under the
-- previous one is outdated. Deleting: a process is deleting an object under this key, so nothing may be put there. Lost:
-- another run has taken over the game because this process was suspended and considered crashed; its CSV must not replace the
-- newer one.
with details as (
    select game_id
    from etl.game as g
    left join etl.game_details as d using (game_id)
    where
        game_id = cast(:#gameId as bigint)
        and d.stored is not distinct from cast(nullif(:#details, '') as jsonb)
),
same as (
    update etl.game
    set
        state = 'loaded',
        shootout = cast(:#shootout as boolean),
        content_hash = :#contentHash,
        raw_key = :#rawKey,
        put_key = null,
        lacks_names = cast(:#lacksNames as boolean),
        fetched_at = now(),
        updated_at = now()
    where
        game_id = cast(:#gameId as bigint)
        and run_id = :#runId
        and state = 'fetching'
        and loaded_at is not null
        and csv_hash = :#csvHash
        and s3_key = :#csvKey
        and exists (select from details)
        and not cast(:#rederived as boolean)
    returning game_id
),
closed as (
    update etl.dead_letter as d
    set state = 'replayed', closed_at = now(), closed_why = 'fetched again in run ' || :#runId
    from same
    where d.game_id = same.game_id and d.state = 'open'
)
select
    case
        when exists (select from same) then 'unchanged'
        when exists (
            select from etl.object_deletion
            where s3_key = :#csvKey and state = 'deleting' and tried_at > now() - interval '2 minutes'
        ) then 'deleting'
        when exists (
            select from etl.game
            where
                game_id = cast(:#gameId as bigint)
                and run_id = :#runId
                and state = 'fetching'
        ) then 'changed'
        else 'lost'
    end as answer,
    -- version of the object under this key according to the ledger; the put replaces no other version
    (
        select version
        from etl.game
        where game_id = cast(:#gameId as bigint) and s3_key = :#csvKey
    ) as version,
    -- whether the object has the same content already, if the bucket still has the version of the ledger
    exists (
        select from etl.game
        inner join details using (game_id)
        where
            game_id = cast(:#gameId as bigint)
            and s3_key = :#csvKey
            and csv_hash = :#csvHash
            and version = :#${variable.found}
    ) as kept,
    -- not changed by a reprocess
    (select source from etl.game where game_id = cast(:#gameId as bigint)) as source,
    (select fetched_at::text from etl.game where game_id = cast(:#gameId as bigint)) as "fetchedAt"
