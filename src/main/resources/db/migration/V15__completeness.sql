-- Which games of a date the schedule lists as final and wanted is a fact of each game, so that a date is complete when
-- each of these games has its rows, and never because two counts agree. A date is "not yet" for two days only.

alter table etl.game
    add column listed_date date,
    add column listed_state text
        check (listed_state in ('scheduled', 'live', 'postponed', 'cancelled', 'ignored', 'final', 'unknown'));
comment on column etl.game.listed_date is 'Date under which the schedule lists it, as last read, also while a run works on the game; NULL when no schedule listed it, or an earlier version of the program read it: then it is game_date';
comment on column etl.game.listed_state is 'What the schedule says of it under that date: scheduled, live, postponed, cancelled, ignored (a type that is not wanted), final (to be loaded) or unknown (a state word that this program does not know, see api_state); NULL like listed_date';

alter table etl.clock
    add column catch_up_days integer not null default 30,
    add column due_at timestamptz,
    add column next_due_at timestamptz;
comment on column etl.clock.catch_up_days is 'How many days a daily run reaches back (nhl.schedule.catch-up-days)';
comment on column etl.clock.due_at is 'When the last scheduled run was due, by that cron; NULL when there was none within a year';
comment on column etl.clock.next_due_at is 'When the next one is due: once it is over, a scheduled run was missed even if no process lives to notice';

create table etl.channel (
    channel  text primary key,
    named_at timestamptz not null default now()
);
comment on table etl.channel is 'The notification channels that processes of this database are configured with. One that is named no more is configured no more: what waits for it is closed.';
comment on column etl.channel.channel is 'slack, email, webhook or alive; any: some process, whatever its channels';
comment on column etl.channel.named_at is 'When a process last named it, to the minute';

-- etl.action_required, made after all versions, takes the place of etl.problem. Open incidents go on under its subjects.
drop view etl.problem;
update etl.incident
set subjects = array(
    select case
        when s like 'game %' then 'dead_letter: ' || s
        when s like 'the schedule of %' then 'schedule_unread: ' || substr(s, 5)
        when s = 'run' then 'scheduled_run_failed: scheduled run'
        when s = 'missed' then 'scheduled_run_missed: scheduled run'
        when s = 'marts' then 'marts_not_published: marts'
        when s = 'routes' then 'routes_rejected: routes'
        else s
    end
    from unnest(subjects) as s
)
where closed_at is null;
comment on table etl.incident is 'One row per time that something needed an operator, from its first sight until it is OK again; repeated failures of the same subject stay one incident.';
comment on column etl.incident.cause is 'Kind and first subject, as in etl.action_required; at most one incident of a cause is open';
comment on column etl.incident.subjects is 'What it is about, as kind and subject of etl.action_required; it closes when none of them stands there any more';

-- Dates between two that were read. A gap between two seasons is a choice, and one within a season is a mistake; from the
-- first scheduled run on every gap is one.
create view etl.date_gap as
with
scheduled as (
    select c.catch_up_days, (now() at time zone 'UTC')::date as today, min(r.from_date) as since
    from etl.clock as c
    inner join etl.run as r on r.kind = 'sweep' and r.to_date >= (r.started_at at time zone 'UTC')::date - 1
    group by c.catch_up_days
),
read as (
    select game_date, lead(game_date) over (order by game_date) as next_date
    from etl.day
),
gap as (
    select game_date + 1 as from_date, next_date - 1 as to_date, false as is_beyond
    from read
    where next_date > game_date + 1
    union all
    -- what no daily run reaches any more
    select greatest(r.game_date + 1, s.since), s.today - s.catch_up_days - 1, true
    from read as r
    cross join scheduled as s
    where r.next_date is null
)
select
    gap.from_date,
    gap.to_date,
    gap.is_beyond,
    gap.to_date - gap.from_date + 1 as dates
from gap
left join scheduled as s on true
where
    gap.from_date <= gap.to_date
    and (
        gap.is_beyond
        or gap.to_date >= s.since
        -- where no game tells the season, a short gap is taken for one within it
        or coalesce(
            (select g.season from etl.game as g where g.game_date < gap.from_date order by g.game_date desc limit 1)
            = (select g.season from etl.game as g where g.game_date > gap.to_date order by g.game_date limit 1),
            gap.to_date - gap.from_date < 60
        )
    );
comment on view etl.date_gap is 'Dates that should have been asked for and were not: between two dates of one season that were read, since the first scheduled run, or by now too far back for a daily run.';
comment on column etl.date_gap.from_date is 'First date of the gap';
comment on column etl.date_gap.to_date is 'Last date of the gap';
comment on column etl.date_gap.is_beyond is 'Is it behind the last date that was read, and further back than a daily run reaches?';
comment on column etl.date_gap.dates is 'Number of dates';

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
        -- rows under another date are not those of this one
        loaded_at is not null and coalesce(loaded_date, game_date) = coalesce(listed_date, game_date) as has_rows
    from etl.game
),
game as (
    select
        game_date,
        count(*) filter (where is_loaded) as loaded,
        count(*) filter (where is_due) as due,
        count(*) filter (where is_due and not has_rows and state <> 'discarded') as missing,
        count(*) filter (where not is_loaded and state = 'dead') as dead,
        count(*) filter (where is_due and not has_rows and state = 'discarded') as discarded,
        string_agg(game_id::text, ', ' order by game_id) filter (where is_due and not has_rows and state = 'discarded') as discarded_games,
        count(*) filter (where not has_rows and state in ('queued', 'fetching', 'stored', 'loading')) as under_way,
        count(*) filter (where is_due and not has_rows and state not in ('queued', 'fetching', 'stored', 'loading', 'dead', 'discarded')) as waiting,
        string_agg(distinct coalesce(api_state, state), ', ') filter (where is_open) as open_words,
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
-- a dead letter of a schedule stands for the week from its date; one that was discarded, for the word of an operator
letter as (
    select
        l.stage,
        l.state,
        l.reason,
        w.game_date::date as game_date
    from etl.dead_letter as l
    left join etl.run as r on l.run_id = r.run_id
    cross join lateral generate_series(l.game_date::timestamp, least(l.game_date + 6, r.to_date)::timestamp, interval '1 day') as w (game_date)
    where l.game_id is null and l.state in ('open', 'discarded')
),
unread as (
    select game_date, min(reason) as reason
    from letter
    where stage = 'schedule' and state = 'open'
    group by game_date
),
believed as (
    select distinct game_date
    from letter
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
        coalesce(game.under_way, 0) as under_way,
        coalesce(game.waiting, 0) as waiting,
        coalesce(game.rows_loaded, 0) as rows_loaded,
        game.open_words,
        d.games_final - coalesce(game.due, 0) as unrecorded,
        d.game_date is not null
        and d.games_listed < coalesce(d.games_expected, d.games_listed + 1)
        and believed.game_date is null as is_short,
        case when d.game_date is null then unread.reason end as unread_reason,
        d.game_date is null and gap.from_date is not null as is_gap
    from date
    left join etl.day as d on date.game_date = d.game_date
    left join game on date.game_date = game.game_date
    left join unread on date.game_date = unread.game_date
    left join believed on date.game_date = believed.game_date
    left join (select from_date, to_date from etl.date_gap) as gap on date.game_date between gap.from_date and gap.to_date
),
judged as (
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
    under_way as games_under_way,
    rows_loaded,
    read_at,
    source,
    games_expected,
    case
        when unread_reason is not null then 'the schedule could not be read: ' || unread_reason
        when not is_read and loaded > 0 then loaded || ' games came as CSVs from the bucket; whether there are more, no schedule was asked'
        when not is_read and is_gap then 'no run has asked for this date, but for dates before it'
        when status = 'never asked for' then 'no run has asked for this date'
        when not is_read then 'the date is not over'
        when is_short and games_expected is null
            then 'the schedule lists no games where games are to be expected, and the league''s calendar could not be asked'
        when is_short and expected_by = 'schedule' then format('the schedule says itself that there are %s games, and lists %s', games_expected, games_listed)
        when is_short and expected_by = 'calendar' then format('the league''s calendar has %s games, and the schedule lists %s', games_expected, games_listed)
        when is_short then format('the schedule listed %s games earlier, and now only %s', games_expected, games_listed)
        when games_final < games_wanted
            then format('%s of %s games were not over when the schedule was read', games_wanted - games_final, games_wanted) || coalesce(' (' || open_words || ')', '')
        when status = 'incomplete' then concat_ws(
            ', ',
            case when dead > 0 then dead || ' with a dead letter' end,
            case when under_way > 0 then under_way || ' in progress' end,
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
from judged;
comment on view etl.data_status is 'Is a date complete? One row per date from the first that the ledger knows to today: complete, incomplete, no games, not yet, never asked for; with the reason, and the command to run. For a date before or after: select * from etl.data_status_of(date).';
comment on column etl.data_status.status is 'complete (each game that the schedule lists as final and wanted has its rows, or was discarded by an operator); incomplete; no games; not yet (games not over when read, or the date itself is not over: an answer for the last two days only); never asked for';
comment on column etl.data_status.games_loaded is 'Games of the date whose rows are in game_stats, those of CSVs found in the bucket and of types that are not wanted too';
comment on column etl.data_status.reason is 'Why it is not complete, or which games were discarded; otherwise NULL';
comment on column etl.data_status.todo is 'Command to run; NULL when nothing is to be done or the next daily run does it';
comment on column etl.data_status.games_discarded is 'Games without rows whose dead letter an operator discarded: they do not keep the date from being complete';
comment on column etl.data_status.games_missing is 'Final and wanted games without rows that nobody discarded';
comment on column etl.data_status.games_waiting is 'Of the missing games, those that no run works on and no dead letter tells of';
comment on column etl.data_status.is_gap is 'Was it never asked for, though it should have been? See etl.date_gap';
comment on column etl.data_status.is_short is 'Does the schedule list fewer games than there are?';

create or replace function etl.data_status_of(asked date) returns setof etl.data_status
language sql stable
as $$
    select s.* from etl.data_status as s where s.game_date = asked
    union all
    select
        asked,
        case when asked > (now() at time zone 'UTC')::date then 'not yet' else 'never asked for' end,
        null, null, 0, 0, 0, 0, null, null, null,
        case when asked > (now() at time zone 'UTC')::date then 'the date is not over' else 'no run has asked for this date' end,
        case when asked < (now() at time zone 'UTC')::date then format('nhldata backfill --from %1$s --to %1$s', asked) end,
        0, 0, 0, false, false
    where asked is not null and not exists (select from etl.data_status as s where s.game_date = asked)
$$;

-- Neither a load nor a replay says that the dates are fresh.
create or replace view etl.freshness as
select
    max(g.loaded_at) as last_loaded_at,
    max(g.game_date) filter (where g.state = 'loaded') as last_game_date,
    (select max(s.game_date) from etl.data_status as s where s.status = 'complete') as last_complete_date,
    count(*) filter (where g.state = 'loaded') as games_loaded,
    count(*) filter (where g.state = 'dead') as games_dead,
    (select max(r.ended_at) from etl.run as r where r.status in ('succeeded', 'empty') and r.kind in ('sweep', 'backfill')) as last_good_run_at
from etl.game as g;
comment on view etl.freshness is 'How fresh is game_stats: one row. last_good_run_at is of runs that read the schedule.';

do $$
begin
    if exists (select from pg_roles where rolname = 'nhldata_reader') then
        grant select on etl.date_gap to nhldata_reader;
    end if;
end
$$;
select etl.grant_roles();
