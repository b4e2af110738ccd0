-- Completeness by date. Repeatable migration: the view is replaced whenever this file changes. Its columns are a contract:
-- new ones are added at the end.

create or replace view etl.data_status as
with
listed as (
    select
        coalesce(listed_date, game_date) as game_date,
        game_id,
        state,
        api_state,
        row_count,
        loaded_at is not null as is_loaded,
        coalesce(
            listed_state = 'final',
            (api_state is not null or source <> 'bucket') and state not in ('scheduled', 'live', 'postponed', 'cancelled', 'ignored')
        ) as is_due,
        case when listed_state is null then state in ('scheduled', 'live') else listed_state in ('scheduled', 'live', 'unknown') end as is_open,
        -- rows loaded under another date do not count for this date
        loaded_at is not null and coalesce(loaded_date, game_date) = coalesce(listed_date, game_date) as has_rows,
        -- a game loaded before it was rescheduled to this date keeps state loaded; its dead letter shows that it was discarded
        state = 'discarded' or (
            loaded_date <> game_date and (
                select d.state = 'discarded' and d.game_date = g.game_date
                from etl.dead_letter as d
                where d.game_id = g.game_id
                order by d.dead_letter_id desc
                limit 1
            )
        ) as is_discarded
    from etl.game as g
),
game as (
    select
        game_date,
        count(*) filter (where is_loaded) as loaded,
        count(*) filter (where is_due) as due,
        count(*) filter (where is_due and not has_rows and is_discarded is not true) as missing,
        count(*) filter (where not is_loaded and state = 'dead') as dead,
        count(*) filter (where is_due and not has_rows and is_discarded) as discarded,
        string_agg(game_id::text, ', ' order by game_id) filter (where is_due and not has_rows and is_discarded) as discarded_games,
        count(*) filter (where not has_rows and state in ('queued', 'fetching', 'stored', 'loading')) as in_progress,
        count(*) filter (where is_due and not has_rows and state not in ('queued', 'fetching', 'stored', 'loading', 'dead') and is_discarded is not true) as waiting,
        string_agg(distinct coalesce(api_state, state), ', ') filter (where is_open) as open_states,
        sum(row_count) filter (where is_loaded) as rows_loaded
    from listed
    group by game_date
),
bounds as (
    select
        least(
            (select min(game_date) from etl.day),
            (select min(game_date) from etl.game),
            (select min(game_date) from etl.dead_letter where game_id is null and state = 'open')
        ) as first_date,
        greatest((select max(game_date) from etl.day), (now() at time zone 'UTC')::date) as last_date
),
date as (
    select
        s.game_date::date as game_date,
        (now() at time zone 'UTC')::date as today
    from bounds as b
    cross join lateral generate_series(b.first_date::timestamp, b.last_date::timestamp, interval '1 day') as s (game_date)
),
-- a dead letter of a schedule applies to all dates of that schedule; a discarded one records that an operator accepted it
schedule_dead_letter as (
    select
        l.stage,
        l.state,
        l.reason,
        w.game_date::date as game_date
    from etl.dead_schedule as l
    cross join lateral generate_series(l.from_date::timestamp, l.to_date::timestamp, interval '1 day') as w (game_date)
    where l.state in ('open', 'discarded')
),
unread as (
    select game_date, min(reason) as reason
    from schedule_dead_letter
    where stage = 'schedule' and state = 'open'
    group by game_date
),
accepted as (
    select distinct game_date
    from schedule_dead_letter
    where stage = 'calendar' and state = 'discarded'
),
fact as (
    select
        date.game_date,
        date.today,
        d.games_listed,
        d.games_wanted,
        d.games_final,
        d.games_expected,
        d.expected_by,
        d.read_at,
        d.source,
        d.game_date is not null as is_read,
        coalesce(game.loaded, 0) as loaded,
        coalesce(game.due, 0) as due,
        coalesce(game.missing, 0) as missing,
        coalesce(game.dead, 0) as dead,
        coalesce(game.discarded, 0) as discarded,
        game.discarded_games,
        coalesce(game.in_progress, 0) as in_progress,
        coalesce(game.waiting, 0) as waiting,
        coalesce(game.rows_loaded, 0) as rows_loaded,
        game.open_states,
        d.games_final - coalesce(game.due, 0) as unrecorded,
        d.game_date is not null
        and d.games_listed < coalesce(d.games_expected, d.games_listed + 1)
        and accepted.game_date is null as is_short,
        case when d.game_date is null then unread.reason end as unread_reason,
        d.game_date is null and gap.from_date is not null as is_gap
    from date
    left join etl.day as d on date.game_date = d.game_date
    left join game on date.game_date = game.game_date
    left join unread on date.game_date = unread.game_date
    left join accepted on date.game_date = accepted.game_date
    left join (select from_date, to_date from etl.date_gap) as gap on date.game_date between gap.from_date and gap.to_date
),
rated as (
    select
        fact.*,
        case
            when unread_reason is not null then 'incomplete'
            when not is_read and game_date >= today then 'not yet'
            when not is_read and is_gap then 'incomplete'
            when not is_read then 'never asked for'
            when is_short then 'incomplete'
            when games_final < games_wanted and game_date >= today - 2 then 'not yet'
            when games_final < games_wanted then 'incomplete'
            when missing > 0 or unrecorded > 0 then 'incomplete'
            when games_wanted = 0 then 'no games'
            else 'complete'
        end as status
    from fact
)
select
    game_date,
    status,
    games_wanted,
    games_final,
    loaded as games_loaded,
    dead as games_dead,
    in_progress as games_under_way,
    rows_loaded,
    read_at,
    source,
    games_expected,
    case
        when unread_reason is not null then 'the schedule could not be read: ' || unread_reason
        when not is_read and loaded > 0 then loaded || ' games were loaded from CSVs in the bucket; the schedule was not read, so there may be more'
        when not is_read and is_gap then 'no run has requested this date, but runs have requested dates before it'
        when status = 'never asked for' then 'no run has requested this date'
        when not is_read then 'the date is not over'
        when is_short and games_expected is null
            then 'the schedule lists no games within the season, and the league''s calendar was unavailable'
        when is_short and expected_by = 'schedule' then format('the schedule lists %s games, but its own count is %s', games_listed, games_expected)
        when is_short and expected_by = 'calendar' then format('the schedule lists %s games, but the league''s calendar has %s', games_listed, games_expected)
        when is_short then format('the schedule lists %s games, but listed %s earlier', games_listed, games_expected)
        when games_final < games_wanted
            then format('%s of %s games were not over when the schedule was read', games_wanted - games_final, games_wanted) || coalesce(' (' || open_states || ')', '')
        when status = 'incomplete' then concat_ws(
            ', ',
            case when dead > 0 then dead || ' dead-lettered' end,
            case when in_progress > 0 then in_progress || ' in progress' end,
            case when waiting > 0 then waiting || ' not fetched' end,
            case when unrecorded > 0 then unrecorded || ' not in the ledger' end
        )
        when discarded > 0 then format('%s discarded by an operator: %s', discarded, discarded_games)
    end as reason,
    case
        when unread_reason is not null or is_short then 'nhldata dlq replay'
        when status = 'incomplete' and is_read and games_final = games_wanted and dead > 0 then 'nhldata dlq list'
        when status = 'incomplete' and is_read and games_final = games_wanted and waiting + unrecorded <= 0 then null
        when status = 'not yet' and game_date >= today - 1 then null
        when status in ('incomplete', 'not yet', 'never asked for') then format('nhldata backfill --from %1$s --to %1$s', game_date)
    end as todo,
    discarded as games_discarded,
    missing as games_missing,
    waiting + greatest(unrecorded, 0) as games_waiting,
    is_gap,
    is_short
from rated;

create or replace function etl.data_status_of(asked date) returns setof etl.data_status
language sql stable
as $$
    select s.* from etl.data_status as s where s.game_date = asked
    union all
    select
        asked,
        case when asked > (now() at time zone 'UTC')::date then 'not yet' else 'never asked for' end,
        null, null, 0, 0, 0, 0, null, null, null,
        case when asked > (now() at time zone 'UTC')::date then 'the date is not over' else 'no run has requested this date' end,
        case when asked < (now() at time zone 'UTC')::date then format('nhldata backfill --from %1$s --to %1$s', asked) end,
        0, 0, 0, false, false
    where asked is not null and not exists (select from etl.data_status as s where s.game_date = asked)
$$;

comment on view etl.data_status is 'Completeness by date: one row per date from the first one in the ledger to today, with status, reason and the command to run. For other dates: select * from etl.data_status_of(date).';
comment on column etl.data_status.status is 'complete (each final eligible game of the schedule has rows, or was discarded by an operator), incomplete, no games, not yet (games not over when the schedule was read, or the date is not over; only for the last two days) or never asked for (the schedule was never read)';
comment on column etl.data_status.games_loaded is 'Games of the date whose rows are in game_stats, including CSVs found in the bucket and game types that are not eligible';
comment on column etl.data_status.reason is 'Why the date is not complete, or which games were discarded; otherwise NULL';
comment on column etl.data_status.todo is 'Command to run; NULL if no action is required or the next scheduled run does it';
comment on column etl.data_status.games_discarded is 'Games without rows whose dead letter an operator discarded; the date can be complete without them';
comment on column etl.data_status.games_missing is 'Final eligible games without rows that were not discarded';
comment on column etl.data_status.games_waiting is 'Missing games that are neither in progress nor dead-lettered';
comment on column etl.data_status.is_gap is 'Whether the schedule of the date was never read although it should have been, see etl.date_gap';
comment on column etl.data_status.is_short is 'Whether the schedule lists fewer games than expected';
