-- The same CSV and details as those that are loaded: nothing to store, nothing to load. Not so when the tables are being derived
-- again: then the ledger is not to be believed that the rows are there. A game whose date the league has changed has
-- another key: its CSV under the former one is outdated. While a process is deleting an object under this key, nothing may
-- be put there. And a run that lost the game to another, because its process
-- slept and counted as dead, must not put an older CSV over the other's.
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
    -- what the bucket has under this key, as far as the ledger knows: the put replaces nothing else
    (
        select version
        from etl.game
        where game_id = cast(:#gameId as bigint) and s3_key = :#csvKey
    ) as version,
    -- the same bytes stand there already, if the bucket still has the version that the ledger knows
    exists (
        select from etl.game
        inner join details using (game_id)
        where
            game_id = cast(:#gameId as bigint)
            and s3_key = :#csvKey
            and csv_hash = :#csvHash
            and version = :#${variable.found}
    ) as kept,
    -- what a re-derive does not change
    (select source from etl.game where game_id = cast(:#gameId as bigint)) as source,
    (select fetched_at::text from etl.game where game_id = cast(:#gameId as bigint)) as "fetchedAt"
