-- At most one open dead letter per game (or per date of a schedule): a newer one supersedes the older.
-- A game that was loaded before stays loaded: its rows are still there.
-- A suspended process whose game was taken over by another records nothing.
-- A malformed message has no game: the same bytes are counted on their open row.
with mine as (
    select 1
    where
        :#gameId = ''
        or exists (
            select from etl.game as g
            where
                g.game_id::text = :#gameId
                and g.run_id = :#runId
                and g.state in ('queued', 'fetching', 'stored', 'loading')
        )
),
older as (
    update etl.dead_letter
    set state = 'superseded', closed_at = now(), closed_why = 'failed again in run ' || :#runId
    where
        state = 'open'
        and exists (select from mine)
        and case
            when :#gameId = '' then game_id is null and game_date = cast(nullif(:#gameDate, '') as date)
            else game_id::text = :#gameId
        end
    returning failing_since, times, content_hash
),
dead_lettered as (
    update etl.game
    set
        state = case when loaded_at is null then 'dead' else 'loaded' end,
        -- the stored CSV was not loaded: the next fetch must not treat it as loaded
        csv_hash = case when state in ('stored', 'loading') then null else csv_hash end,
        version = case when state in ('stored', 'loading') then null else version end,
        updated_at = now()
    where
        game_id::text = :#gameId
        and state in ('queued', 'fetching', 'stored', 'loading')
        and exists (select from mine)
)
insert into etl.dead_letter as d (
    game_id, game_date, stage, reason_class, reason, run_id, envelope_key, payload_key, attempts, content_hash, failing_since, times
)
select
    cast(nullif(:#gameId, '') as bigint), cast(nullif(:#gameDate, '') as date),
    :#stage, :#reasonClass,
    case when :#${variable.known} = 'more' then 'more malformed messages (counted only)' else :#reason end,
    nullif(:#runId, ''), nullif(:#${variable.envelopeKey}, ''), nullif(:#${variable.payloadKey}, ''),
    cast(:#attempts as int),
    case when :#${variable.known} = 'more' then 'more' else nullif(:#contentHash, '') end,
    coalesce(superseded.failing_since, now()),
    coalesce(superseded.times, 0) + 1
from mine
cross join (
    select min(failing_since) as failing_since, max(times) filter (where content_hash = :#contentHash) as times
    from older
) as superseded
on conflict (content_hash) where state = 'open' and game_id is null and game_date is null do update set
    times = d.times + 1,
    envelope_key = coalesce(excluded.envelope_key, d.envelope_key),
    payload_key = coalesce(excluded.payload_key, d.payload_key)
