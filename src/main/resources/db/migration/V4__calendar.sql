-- A schedule that silently answers fewer games than there are is told from a day of rest, and every date has an answer.

alter table etl.day
    add column games_expected integer,
    add column expected_by text not null default 'schedule' check (expected_by in ('schedule', 'calendar', 'ledger', 'season')),
    add column checked_at timestamptz;
update etl.day set games_expected = games_listed;
comment on table etl.day is 'What the schedule said of each date when it was last read, and how many games it should have listed. A date that is absent was never read.';
comment on column etl.day.games_expected is 'Games of any kind that the schedule should have listed: more than games_listed, and some are missing; NULL when nobody could say and none at all is not to be believed';
comment on column etl.day.expected_by is 'Who says so: schedule (its own count), calendar (the count of the league''s calendar), ledger (games that it listed earlier), season (a week without any game within the regular season, and no calendar to ask)';
comment on column etl.day.checked_at is 'When the league''s calendar was compared; NULL when it could not be had';

comment on column etl.dead_letter.stage is 'Stage that failed: schedule, calendar (the schedule lists fewer games than there are), boxscore, publish, load';
-- A message on the games' channel that is none of ours belongs to no game, no date and no run.
alter table etl.dead_letter alter column run_id drop not null;
comment on column etl.dead_letter.game_id is 'Game that failed; NULL for a schedule, and for a message that is none of ours';
comment on column etl.dead_letter.game_date is 'Date of the game, or first date of the schedule that failed; NULL for a message that is none of ours';
comment on column etl.dead_letter.run_id is 'Run in which it failed; NULL for a message that is none of ours';

create index dead_letter_schedule_idx on etl.dead_letter (game_date, state) where game_id is null;

-- The clock of the service, so that its silence can be told from there being none.
create table etl.clock (
    clock        text primary key default 'daily' check (clock = 'daily'),
    cron         text not null,
    zone         text not null,
    owner        text not null,
    started_at   timestamptz not null default now(),
    heartbeat_at timestamptz not null default now()
);
comment on table etl.clock is 'One row once a service was started whose clock begins the daily runs; none where only people start runs. To retire the service for good, delete the row.';
comment on column etl.clock.clock is 'Always daily';
comment on column etl.clock.cron is 'When a daily run begins (Quartz: second minute hour day month weekday)';
comment on column etl.clock.zone is 'Time zone of that cron';
comment on column etl.clock.owner is 'Process with the clock, see etl.run.owner';
comment on column etl.clock.started_at is 'When that process started its clock';
comment on column etl.clock.heartbeat_at is 'Its last sign of life';

create or replace view etl.data_status as
with
game as (
    select
        game_date,
        count(*) filter (where loaded_at is not null) as loaded,
        count(*) filter (where loaded_at is not null and api_state is not null) as loaded_of_schedule,
        count(*) filter (where state = 'dead') as dead,
        count(*) filter (where state in ('queued', 'fetching', 'stored', 'loading') and loaded_at is null) as under_way,
        count(*) filter (where state = 'final' and loaded_at is null) as waiting,
        sum(row_count) filter (where loaded_at is not null) as rows_loaded
    from etl.game
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
-- a letter of a schedule stands for the week from its date; one that was set aside, for the word of a person
letter as (
    select
        game_date,
        least(game_date + 6, (select r.to_date from etl.run as r where r.run_id = l.run_id)) as last_date,
        stage,
        state,
        reason
    from etl.dead_letter as l
    where game_id is null and state in ('open', 'discarded')
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
        coalesce(game.loaded_of_schedule, 0) as loaded_of_schedule,
        coalesce(game.dead, 0) as dead,
        coalesce(game.under_way, 0) as under_way,
        coalesce(game.waiting, 0) as waiting,
        coalesce(game.rows_loaded, 0) as rows_loaded,
        d.game_date is not null
        and d.games_listed < coalesce(d.games_expected, d.games_listed + 1)
        and not exists (
            select from letter as l
            where l.stage = 'calendar' and l.state = 'discarded' and date.game_date between l.game_date and l.last_date
        ) as is_short,
        case when d.game_date is null then (
            select l.reason from letter as l
            where l.stage = 'schedule' and l.state = 'open' and date.game_date between l.game_date and l.last_date
            limit 1
        ) end as unread_reason
    from date
    left join etl.day as d on date.game_date = d.game_date
    left join game on date.game_date = game.game_date
),
judged as (
    select
        fact.*,
        case
            when unread_reason is not null then 'incomplete'
            when not is_read and game_date >= today then 'not yet'
            when not is_read then 'never asked for'
            when is_short then 'incomplete'
            when games_wanted = 0 then 'no games'
            when games_final < games_wanted then 'not yet'
            when loaded_of_schedule >= games_final then 'complete'
            else 'incomplete'
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
    under_way as games_under_way,
    rows_loaded,
    read_at,
    source,
    games_expected,
    case
        when unread_reason is not null then 'the schedule could not be read: ' || unread_reason
        when not is_read and loaded > 0 then loaded || ' games came as CSVs from the bucket; whether there are more, no schedule was asked'
        when status = 'never asked for' then 'no run has asked for this date'
        when not is_read then 'the date is not over'
        when is_short and games_expected is null
            then 'the schedule lists no game for a whole week within the regular season, and the league''s calendar could not be asked'
        when is_short and expected_by = 'schedule' then format('the schedule says itself that there are %s games, and lists %s', games_expected, games_listed)
        when is_short and expected_by = 'calendar' then format('the league''s calendar has %s games, and the schedule lists %s', games_expected, games_listed)
        when is_short then format('the schedule listed %s games earlier, and now only %s', games_expected, games_listed)
        when status = 'not yet' then format('%s of %s games were not over when the schedule was read', games_wanted - games_final, games_wanted)
        when status = 'incomplete' then concat_ws(
            ', ',
            case when dead > 0 then dead || ' with a dead letter' end,
            case when under_way > 0 then under_way || ' on their way' end,
            case when waiting > 0 then waiting || ' not fetched' end
        )
    end as reason,
    case
        when unread_reason is not null or is_short then 'make dlq-replay'
        when status = 'incomplete' and dead > 0 then 'make dlq'
        when status = 'incomplete' and waiting = 0 then null
        when status = 'not yet' and game_date >= today - 1 then null
        when status in ('incomplete', 'not yet', 'never asked for') then format('make backfill FROM=%1$s TO=%1$s', game_date)
    end as todo
from judged;
comment on view etl.data_status is 'Is a date complete? One row per date from the first that the ledger knows to today: complete, incomplete, no games, not yet, never asked for; with the reason, and what to type. For a date before or after: select * from etl.data_status_of(date).';
comment on column etl.data_status.game_date is 'Date in the league''s schedule';
comment on column etl.data_status.status is 'complete; incomplete; no games; not yet (games not over when read, or the date itself is not over); never asked for';
comment on column etl.data_status.games_wanted is 'Games of the wanted types that are not postponed or cancelled; NULL when the schedule was never read';
comment on column etl.data_status.games_final is 'Of the wanted games, those that were over';
comment on column etl.data_status.games_loaded is 'Games of the date whose lines are in game_stats, those of CSVs found in the bucket too';
comment on column etl.data_status.games_dead is 'Games of the date that have a dead letter and no lines';
comment on column etl.data_status.games_under_way is 'Games of the date between schedule and game_stats';
comment on column etl.data_status.rows_loaded is 'Player lines of the date in game_stats';
comment on column etl.data_status.read_at is 'When the schedule was read last';
comment on column etl.data_status.source is 'API that was asked, see etl.run.source';
comment on column etl.data_status.games_expected is 'Games of any kind that the schedule should have listed, see etl.day';
comment on column etl.data_status.reason is 'Why it is not complete; NULL when it is, or there were no games';
comment on column etl.data_status.todo is 'What to type; NULL when nothing is to be done or the next daily run does it';

create function etl.data_status_of(asked date) returns setof etl.data_status
language sql stable
as $$
    select s.* from etl.data_status as s where s.game_date = asked
    union all
    select
        asked,
        case when asked > (now() at time zone 'UTC')::date then 'not yet' else 'never asked for' end,
        null, null, 0, 0, 0, 0, null, null, null,
        case when asked > (now() at time zone 'UTC')::date then 'the date is not over' else 'no run has asked for this date' end,
        case when asked < (now() at time zone 'UTC')::date then format('make backfill FROM=%1$s TO=%1$s', asked) end
    where asked is not null and not exists (select from etl.data_status as s where s.game_date = asked)
$$;
comment on function etl.data_status_of(date) is 'The row of etl.data_status of any date whatever, also of one before the ledger begins or in the future.';
