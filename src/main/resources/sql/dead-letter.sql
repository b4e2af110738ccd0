-- At most one open letter per game (or per date of a schedule): the newer one supersedes the older.
-- A game that was loaded before stays loaded: its rows are still there.
-- A process that slept while another took its game over has no say in it any more, and leaves no letter.
with mine as (
    select 1
    where
        :#${variable.letter.gameId} = ''
        or exists (
            select from etl.game as g
            where
                g.game_id::text = :#${variable.letter.gameId}
                and g.run_id = :#${variable.letter.runId}
                and g.state in ('queued', 'fetching', 'stored', 'loading')
        )
),
older as (
    update etl.dead_letter
    set state = 'superseded', closed_at = now(), closed_why = 'failed again in run ' || :#${variable.letter.runId}
    where
        state = 'open'
        and exists (select from mine)
        and case
            when :#${variable.letter.gameId} = '' then game_id is null and game_date = cast(nullif(:#${variable.letter.gameDate}, '') as date)
            else game_id::text = :#${variable.letter.gameId}
        end
    returning dead_letter_id
),
buried as (
    update etl.game
    set
        state = case when loaded_at is null then 'dead' else 'loaded' end,
        -- what was stored was not loaded: the next fetch must not take it for what is in the table
        csv_hash = case when state in ('stored', 'loading') then null else csv_hash end,
        version = case when state in ('stored', 'loading') then null else version end,
        updated_at = now()
    where
        game_id::text = :#${variable.letter.gameId}
        and state in ('queued', 'fetching', 'stored', 'loading')
        and exists (select from mine)
)
insert into etl.dead_letter (game_id, game_date, stage, reason_class, reason, run_id, envelope_key, payload_key, attempts)
select
    cast(nullif(:#${variable.letter.gameId}, '') as bigint), cast(nullif(:#${variable.letter.gameDate}, '') as date),
    :#${variable.letter.stage}, :#${variable.letter.reasonClass}, :#${variable.letter.reason}, nullif(:#${variable.letter.runId}, ''),
    nullif(:#${variable.envelopeKey}, ''), nullif(:#${variable.payloadKey}, ''), :#${variable.letter.attempts}
from mine
cross join (select count(*) from older) as superseded
