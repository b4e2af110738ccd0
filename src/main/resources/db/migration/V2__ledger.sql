-- The ledger: what ran, what became of each game, and what needs a person. Made to be read by people downstream.

-- Flyway has created schema etl, where its history stands.
comment on schema etl is 'Ledger of the nhldata job: runs, games, days, dead letters. Read the views data_status and freshness first.';

create table etl.run (
    run_id        text primary key,
    kind          text not null check (kind in ('sweep', 'backfill', 'replay', 'load', 'rederive')),
    status        text not null default 'running' check (status in ('running', 'succeeded', 'partial', 'failed', 'empty')),
    source        text not null,
    from_date     date,
    to_date       date,
    owner         text not null,
    started_at    timestamptz not null default now(),
    heartbeat_at  timestamptz not null default now(),
    ended_at      timestamptz,
    games_found   integer not null default 0,
    games_loaded  integer not null default 0,
    games_new     integer not null default 0,
    games_dead    integer not null default 0,
    rows_in_range bigint not null default 0,
    rows_written  bigint not null default 0,
    message       text,
    check ((status = 'running') = (ended_at is null))
);
create index run_started_at_idx on etl.run (started_at desc);

comment on table etl.run is 'One row per run, written before its work starts. A running row with an old heartbeat is a run whose process died; the next run closes it as failed.';
comment on column etl.run.run_id is 'Start in UTC, kind and six random characters: sorts by time';
comment on column etl.run.kind is 'sweep (scheduled or make step1), backfill, replay (of dead letters), load (of what is in the bucket), rederive (from the raw documents in the bucket)';
comment on column etl.run.status is 'running; succeeded; partial (some games are dead letters); failed; empty (no final game in the range)';
comment on column etl.run.source is 'nhl (the live API), sample (invented league) or the host of the API asked';
comment on column etl.run.from_date is 'First date of the range, inclusive';
comment on column etl.run.to_date is 'Last date of the range, inclusive';
comment on column etl.run.owner is 'Process that does the run: host, process id and start time of the process';
comment on column etl.run.started_at is 'When the row was written, before any work';
comment on column etl.run.heartbeat_at is 'Last sign of life of the owner';
comment on column etl.run.ended_at is 'When the run ended; NULL while it runs';
comment on column etl.run.games_found is 'Final games of the wanted types in the range';
comment on column etl.run.games_loaded is 'Of those, loaded when the run ended';
comment on column etl.run.games_new is 'Games whose lines this run loaded or changed';
comment on column etl.run.games_dead is 'Games of the range with an open dead letter when the run ended';
comment on column etl.run.rows_in_range is 'Player lines of the range in game_stats when the run ended';
comment on column etl.run.rows_written is 'Player lines this run inserted, changed or removed';
comment on column etl.run.message is 'What a person should know, and the command to type';

create table etl.day (
    game_date    date primary key,
    games_listed integer not null,
    games_wanted integer not null,
    games_final  integer not null,
    source       text not null,
    read_at      timestamptz not null default now(),
    run_id       text not null references etl.run
);
comment on table etl.day is 'What the schedule said of each date when it was last read. A date that is absent was never read.';
comment on column etl.day.game_date is 'Date in the league''s schedule';
comment on column etl.day.games_listed is 'Games of any kind that the schedule listed';
comment on column etl.day.games_wanted is 'Games of the wanted types that are not postponed or cancelled';
comment on column etl.day.games_final is 'Of the wanted games, those that were over';
comment on column etl.day.source is 'API that was asked, see etl.run.source';
comment on column etl.day.read_at is 'When the schedule was read';
comment on column etl.day.run_id is 'Run that read it';

create table etl.game (
    game_id       bigint primary key check (game_id between 1000000000 and 9999999999),
    game_date     date not null,
    season        integer not null,
    game_type     smallint not null,
    away_team_id  integer,
    away_team     text,
    home_team_id  integer,
    home_team     text,
    away_score    integer,
    home_score    integer,
    state         text not null check (state in ('scheduled', 'live', 'postponed', 'cancelled', 'ignored', 'final',
                                                 'queued', 'fetching', 'stored', 'loading', 'loaded', 'dead')),
    api_state     text,
    source        text not null,
    shape         text,
    attempts      integer not null default 0,
    run_id        text references etl.run,
    content_hash  text,
    raw_key       text,
    s3_key        text,
    csv_hash      text,
    version       text,
    row_count     integer,
    loader        text,
    seen_at       timestamptz not null default now(),
    fetched_at    timestamptz,
    stored_at     timestamptz,
    loaded_at     timestamptz,
    updated_at    timestamptz not null default now()
);
create index game_game_date_idx on etl.game (game_date);
create index game_open_idx on etl.game (state, game_date, game_id) where state in ('queued', 'fetching', 'stored', 'loading');

comment on table etl.game is 'One row per game that a schedule listed or a CSV was found for: its state and where its data is.';
comment on column etl.game.game_id is 'The NHL''s id of the game, 10 digits';
comment on column etl.game.game_date is 'Date in the league''s schedule (not the UTC day of its start)';
comment on column etl.game.season is 'Season as 20242025';
comment on column etl.game.game_type is '1 pre-season, 2 regular season, 3 playoff, 4 all-star, others not of the NHL';
comment on column etl.game.away_team_id is 'The NHL''s id of the visiting team';
comment on column etl.game.away_team is 'Abbreviation or name of the visiting team in the schedule';
comment on column etl.game.home_team_id is 'The NHL''s id of the home team';
comment on column etl.game.home_team is 'Abbreviation or name of the home team in the schedule';
comment on column etl.game.away_score is 'Goals of the visiting team in the box score in use, a shootout''s deciding one included; NULL before it was fetched';
comment on column etl.game.home_score is 'Goals of the home team in the box score in use, a shootout''s deciding one included; NULL before it was fetched';
comment on column etl.game.state is 'Not to fetch: scheduled, live, postponed, cancelled, ignored (a type that is not wanted). To fetch: final (over, and no run has taken it). On its way: queued, fetching, stored (CSV in the bucket), loading. At rest: loaded (rows in game_stats), dead (see etl.dead_letter)';
comment on column etl.game.api_state is 'State in the words of the schedule, such as OFF or FUT/PPD';
comment on column etl.game.source is 'API the game was seen in, see etl.run.source';
comment on column etl.game.shape is 'Generation of the box score: statsapi, apiweb-nested, apiweb-flat; csv when found in the bucket';
comment on column etl.game.attempts is 'How often a box score was asked for, all runs together (a redelivery is not an attempt)';
comment on column etl.game.run_id is 'Run that owns the work on this game, or did it last; only this run may change it';
comment on column etl.game.content_hash is 'SHA-256 of the raw box score, the first 16 hexadecimal digits';
comment on column etl.game.raw_key is 'Key of the raw box score in the data bucket';
comment on column etl.game.s3_key is 'Key of the CSV in the data bucket';
comment on column etl.game.csv_hash is 'SHA-256 of the CSV; checked when loading';
comment on column etl.game.version is 'ETag and size of the CSV as the bucket has it: another one means that somebody changed it';
comment on column etl.game.row_count is 'Player lines of the game in game_stats, or in the CSV before it is loaded';
comment on column etl.game.loader is 'Process that holds, or last held, the claim to load it; see etl.run.owner';
comment on column etl.game.seen_at is 'When a schedule listed it first';
comment on column etl.game.fetched_at is 'When the box score in use was fetched';
comment on column etl.game.stored_at is 'When its CSV was put in the bucket';
comment on column etl.game.loaded_at is 'When its rows were last loaded; NULL while it was never loaded';
comment on column etl.game.updated_at is 'When this row last changed';

create table etl.dead_letter (
    dead_letter_id  bigint generated always as identity primary key,
    game_id         bigint,
    game_date       date,
    stage           text not null,
    reason_class    text not null check (reason_class in ('api', 'document', 'storage', 'database', 'bug')),
    reason          text not null,
    run_id          text not null references etl.run,
    envelope_key    text,
    payload_key     text,
    attempts        integer not null default 1,
    created_at      timestamptz not null default now(),
    state           text not null default 'open' check (state in ('open', 'replayed', 'discarded', 'superseded')),
    closed_at       timestamptz,
    closed_why      text,
    check ((state = 'open') = (closed_at is null))
);
create unique index dead_letter_open_game_idx on etl.dead_letter (game_id) where state = 'open' and game_id is not null;
create unique index dead_letter_open_schedule_idx on etl.dead_letter (game_date) where state = 'open' and game_id is null;

comment on table etl.dead_letter is 'One row per failure that stayed after all retries. Open ones need make dlq-replay or make dlq-discard; at most one is open per game.';
comment on column etl.dead_letter.dead_letter_id is 'Number of the letter';
comment on column etl.dead_letter.game_id is 'Game that failed; NULL for a schedule';
comment on column etl.dead_letter.game_date is 'Date of the game, or of the schedule that failed';
comment on column etl.dead_letter.stage is 'Stage that failed: schedule, boxscore, publish, load';
comment on column etl.dead_letter.reason_class is 'api (no usable answer), document (an answer that is not a result), storage (S3), database, bug (ours)';
comment on column etl.dead_letter.reason is 'What went wrong, in words';
comment on column etl.dead_letter.run_id is 'Run in which it failed';
comment on column etl.dead_letter.envelope_key is 'Key of the envelope in the dead-letter bucket; NULL if the bucket could not be written';
comment on column etl.dead_letter.payload_key is 'Key of what was received, beside the envelope; NULL if nothing was received';
comment on column etl.dead_letter.attempts is 'Deliveries in that run, the first included';
comment on column etl.dead_letter.created_at is 'When it was written';
comment on column etl.dead_letter.state is 'open; replayed (the game loaded since); discarded (set aside by a person); superseded (failed again: see the newer letter)';
comment on column etl.dead_letter.closed_at is 'When it left state open';
comment on column etl.dead_letter.closed_why is 'Why: the words of the person, or the run that closed it';

create table etl.document (
    s3_key       text primary key,
    kind         text not null check (kind in ('roster', 'player')),
    subject      text not null,
    content_hash text not null,
    run_id       text not null,
    first_seen   timestamptz not null default now(),
    last_seen    timestamptz not null default now()
);
create index document_subject_idx on etl.document (kind, subject, last_seen desc);

comment on table etl.document is 'Raw documents of the bucket that belong to no single game, every version that was seen: where names and birth dates come from.';
comment on column etl.document.s3_key is 'Key in the data bucket; gzipped JSON';
comment on column etl.document.kind is 'roster (of a team in a season) or player';
comment on column etl.document.subject is 'Team and season such as FLA/20192020, or the player''s id';
comment on column etl.document.content_hash is 'SHA-256, the first 16 hexadecimal digits';
comment on column etl.document.run_id is 'Run that saw it last';
comment on column etl.document.first_seen is 'When this version was seen first';
comment on column etl.document.last_seen is 'When this version was seen last; the latest is the one in use';

create table etl.correction (
    correction_id bigint generated always as identity primary key,
    game_id       bigint not null references etl.game,
    player_id     bigint not null,
    column_name   text not null,
    old_value     text,
    new_value     text,
    run_id        text not null,
    corrected_at  timestamptz not null default now()
);
create index correction_game_id_idx on etl.correction (game_id);

comment on table etl.correction is 'What changed in a line that was loaded before: a row per game, player and column. A line that came or went has column_name (line) and the player''s name.';
comment on column etl.correction.correction_id is 'Number of the correction';
comment on column etl.correction.game_id is 'Game that was loaded again';
comment on column etl.correction.player_id is 'Player whose line changed';
comment on column etl.correction.column_name is 'Column of game_stats; (line) when the whole line came or went';
comment on column etl.correction.old_value is 'Value before; NULL for none';
comment on column etl.correction.new_value is 'Value since; NULL for none';
comment on column etl.correction.run_id is 'Run that fetched the changed box score';
comment on column etl.correction.corrected_at is 'When it was loaded';

create table etl.api_drift (
    path       text not null,
    kind       text not null,
    shape      text not null,
    example    text,
    game_id    bigint,
    run_id     text not null,
    first_seen timestamptz not null default now(),
    primary key (path, kind, shape)
);
comment on table etl.api_drift is 'How the API''s documents differ from what this program knows, each difference once. Nothing was refused because of it.';
comment on column etl.api_drift.path is 'Where in the document, without list positions';
comment on column etl.api_drift.kind is 'unknown field, missing field, changed type or odd value';
comment on column etl.api_drift.shape is 'Generation of the document, see etl.game.shape';
comment on column etl.api_drift.example is 'The value that was seen first';
comment on column etl.api_drift.game_id is 'Game in which it was seen first';
comment on column etl.api_drift.run_id is 'Run in which it was seen first';
comment on column etl.api_drift.first_seen is 'When';

create view etl.data_status as
select
    d.game_date,
    case
        when d.games_wanted = 0 then 'no games'
        when d.games_final < d.games_wanted then 'not yet'
        when g.loaded = d.games_final then 'complete'
        else 'incomplete'
    end as status,
    d.games_wanted,
    d.games_final,
    coalesce(g.loaded, 0) as games_loaded,
    coalesce(g.dead, 0) as games_dead,
    coalesce(g.under_way, 0) as games_under_way,
    coalesce(g.rows_loaded, 0) as rows_loaded,
    d.read_at,
    d.source
from etl.day as d
left join (
    select
        game_date,
        count(*) filter (where loaded_at is not null) as loaded,
        count(*) filter (where state = 'dead') as dead,
        count(*) filter (where state in ('queued', 'fetching', 'stored', 'loading') and loaded_at is null) as under_way,
        sum(row_count) filter (where loaded_at is not null) as rows_loaded
    from etl.game
    group by game_date
) as g on d.game_date = g.game_date;
comment on view etl.data_status is 'Is a date complete? One row per date that was ever read: complete, incomplete (see games_dead and games_under_way), not yet (games not over when read), no games. A date without a row was never asked for.';

create view etl.freshness as
select
    max(g.loaded_at) as last_loaded_at,
    max(g.game_date) filter (where g.state = 'loaded') as last_game_date,
    (select max(s.game_date) from etl.data_status as s where s.status = 'complete') as last_complete_date,
    count(*) filter (where g.state = 'loaded') as games_loaded,
    count(*) filter (where g.state = 'dead') as games_dead,
    (select max(r.ended_at) from etl.run as r where r.status in ('succeeded', 'empty')) as last_good_run_at
from etl.game as g;
comment on view etl.freshness is 'How fresh is game_stats: one row.';
