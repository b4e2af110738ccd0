-- The life of a game and of a run is one table of transitions, which PostgreSQL enforces. A run knows the command that goes
-- on with it, a discarded game is settled, and a dead letter knows for how long its game has been failing.

-- 1. Runs

alter table etl.run
    add column scope text,
    add column command text,
    add column fetched_since timestamptz,
    add column games_deferred integer not null default 0;
update etl.run
set command = case
    when kind in ('sweep', 'backfill') then 'nhldata backfill --from ' || from_date || ' --to ' || to_date
    when kind = 'rederive' then 'nhldata rederive --from ' || from_date || ' --to ' || to_date
    when kind = 'replay' then 'nhldata dlq replay'
    else 'nhldata load'
end;
comment on column etl.run.scope is 'Which games it takes: missing, failed, all, or due (the automatic daily run: the missing ones and those to be fetched again); NULL for a load and a rederive';
comment on column etl.run.command is 'The command that does what this run was to do, or goes on with it where it ended';
comment on column etl.run.fetched_since is 'For a run over all games: one that was fetched since then is done. That is the start of the run, or of the unfinished one with the same command that it resumes';
comment on column etl.run.games_deferred is 'Games it took and did not fetch, because the NHL API was unavailable or it was stopped; the next run takes them';

-- 2. Games

alter table etl.game drop constraint game_state_check;
alter table etl.game add constraint game_state_check check (state in (
    'scheduled', 'live', 'postponed', 'cancelled', 'ignored', 'final', 'queued', 'fetching', 'stored', 'loading', 'loaded', 'dead', 'discarded'
));
comment on column etl.game.state is 'Not to fetch: scheduled, live, postponed, cancelled, ignored (a type that is not wanted). To fetch: final (over, and no run has taken it). In progress: queued, fetching, stored (CSV in the bucket), loading. At rest: loaded (rows in game_stats), dead (see etl.dead_letter), discarded (an operator discarded its dead letter: settled without rows, until nhldata dlq restore). Which state follows which: etl.transition';
update etl.game as g
set state = 'discarded'
where
    g.state = 'dead'
    and (select d.state from etl.dead_letter as d where d.game_id = g.game_id order by d.dead_letter_id desc limit 1) = 'discarded';

-- 3. Dead letters

alter table etl.dead_letter
    add column content_hash text,
    add column failing_since timestamptz not null default now(),
    add column times integer not null default 1;
update etl.dead_letter set failing_since = created_at;
create unique index dead_letter_open_message_idx on etl.dead_letter (content_hash) where state = 'open' and game_id is null and game_date is null;
create index dead_letter_game_id_idx on etl.dead_letter (game_id);
comment on column etl.dead_letter.content_hash is 'SHA-256 of what was received, the first 16 hexadecimal digits: the same bytes again are recognised by it; NULL if nothing was received';
comment on column etl.dead_letter.failing_since is 'When its game or schedule failed first without having been loaded, discarded or restored since';
comment on column etl.dead_letter.times is 'How often the same malformed message came; 1 for a game or a schedule, which has a dead letter for each failed run';
comment on column etl.dead_letter.state is 'open; replayed (the game loaded since); discarded (by an operator: no automatic fetch any more); superseded (failed again: see the newer dead letter)';

-- 4. Which state follows which, and by which statement

create table etl.transition (
    entity     text not null check (entity in ('game', 'run')),
    from_state text not null,
    to_state   text not null,
    statement  text not null,
    primary key (entity, from_state, to_state, statement),
    check (from_state <> to_state)
);
comment on table etl.transition is 'The life of a game and of a run: each change of etl.game.state and of etl.run.status that there is. PostgreSQL refuses any other.';
comment on column etl.transition.entity is 'game or run';
comment on column etl.transition.from_state is 'State before; new for a row that is inserted';
comment on column etl.transition.to_state is 'State after';
comment on column etl.transition.statement is 'Statement that makes it: a file of SQL, or class and constant in Java';

insert into etl.transition (entity, from_state, to_state, statement)
select 'game', f.state, t.state, 'see-game.sql'
from unnest(array['new', 'scheduled', 'live', 'postponed', 'cancelled', 'ignored', 'final']) as f (state)
cross join unnest(array['scheduled', 'live', 'postponed', 'cancelled', 'ignored', 'final']) as t (state)
where f.state <> t.state;

insert into etl.transition (entity, from_state, to_state, statement)
select 'game', f.state, 'stored', 'see-csv.sql'
from unnest(array['new', 'scheduled', 'live', 'postponed', 'cancelled', 'ignored', 'final', 'loaded', 'dead', 'discarded']) as f (state);

insert into etl.transition (entity, from_state, to_state, statement) values
('game', 'loaded', 'final', 'see-game.sql'),
('game', 'scheduled', 'cancelled', 'note-gone-games.sql'),
('game', 'live', 'cancelled', 'note-gone-games.sql'),

('game', 'final', 'queued', 'queue-games.sql'),
('game', 'loaded', 'queued', 'queue-games.sql'),
('game', 'dead', 'queued', 'queue-games.sql'),
('game', 'discarded', 'queued', 'queue-games.sql'),
('game', 'loaded', 'queued', 'queue-due.sql'),
('game', 'dead', 'queued', 'queue-due.sql'),
('game', 'final', 'queued', 'queue-dead.sql'),
('game', 'loaded', 'queued', 'queue-dead.sql'),
('game', 'dead', 'queued', 'queue-dead.sql'),
('game', 'final', 'queued', 'queue-raw.sql'),
('game', 'loaded', 'queued', 'queue-raw.sql'),
('game', 'dead', 'queued', 'queue-raw.sql'),

('game', 'queued', 'fetching', 'claim-game.sql'),
('game', 'fetching', 'stored', 'mark-stored.sql'),
('game', 'fetching', 'loaded', 'mark-unchanged.sql'),
('game', 'stored', 'loading', 'claim-stored.sql'),
('game', 'loading', 'stored', 'close-dead-owner.sql'),
('game', 'loading', 'loaded', 'mark-loaded.sql'),

('game', 'queued', 'dead', 'dead-letter.sql'),
('game', 'queued', 'loaded', 'dead-letter.sql'),
('game', 'fetching', 'dead', 'dead-letter.sql'),
('game', 'fetching', 'loaded', 'dead-letter.sql'),
('game', 'stored', 'dead', 'dead-letter.sql'),
('game', 'stored', 'loaded', 'dead-letter.sql'),
('game', 'loading', 'dead', 'dead-letter.sql'),
('game', 'loading', 'loaded', 'dead-letter.sql'),

('game', 'queued', 'final', 'release-game.sql'),
('game', 'queued', 'loaded', 'release-game.sql'),
('game', 'queued', 'discarded', 'release-game.sql'),
('game', 'fetching', 'final', 'release-game.sql'),
('game', 'fetching', 'loaded', 'release-game.sql'),
('game', 'fetching', 'discarded', 'release-game.sql'),
('game', 'queued', 'final', 'release-abandoned.sql'),
('game', 'queued', 'loaded', 'release-abandoned.sql'),
('game', 'queued', 'dead', 'release-abandoned.sql'),
('game', 'queued', 'discarded', 'release-abandoned.sql'),
('game', 'fetching', 'final', 'release-abandoned.sql'),
('game', 'fetching', 'loaded', 'release-abandoned.sql'),
('game', 'fetching', 'dead', 'release-abandoned.sql'),
('game', 'fetching', 'discarded', 'release-abandoned.sql'),

('game', 'dead', 'discarded', 'DeadLetterDesk.DISCARD'),
('game', 'final', 'discarded', 'DeadLetterDesk.DISCARD'),
('game', 'discarded', 'dead', 'DeadLetterDesk.RESTORE'),

('run', 'new', 'running', 'begin-run.sql'),
('run', 'running', 'succeeded', 'end-run.sql'),
('run', 'running', 'partial', 'end-run.sql'),
('run', 'running', 'empty', 'end-run.sql'),
('run', 'running', 'failed', 'end-run.sql'),
('run', 'running', 'failed', 'close-run.sql'),
('run', 'running', 'failed', 'close-dead-owner.sql'),
('run', 'running', 'failed', 'Application.STOP_RUNS');

create function etl.check_transition() returns trigger
language plpgsql
as $$
declare
    subject text;
    state_before text := 'new';
    state_after text;
begin
    if tg_table_name = 'game' then
        subject := new.game_id::text;
        state_after := new.state;
        if tg_op = 'UPDATE' then
            state_before := old.state;
        end if;
    else
        subject := new.run_id;
        state_after := new.status;
        if tg_op = 'UPDATE' then
            state_before := old.status;
        end if;
    end if;
    if not exists (
        select from etl.transition as t
        where t.entity = tg_table_name and t.from_state = state_before and t.to_state = state_after
    ) then
        raise exception '% % cannot go from state % to %: etl.transition has no such transition', tg_table_name, subject, state_before, state_after;
    end if;
    return null;
end
$$;
comment on function etl.check_transition() is 'Refuses a change of state that etl.transition does not have';

create trigger transition_of_new after insert on etl.game
for each row execute function etl.check_transition();
create trigger transition after update of state on etl.game
for each row when (old.state is distinct from new.state) execute function etl.check_transition();
create trigger transition_of_new after insert on etl.run
for each row execute function etl.check_transition();
create trigger transition after update of status on etl.run
for each row when (old.status is distinct from new.status) execute function etl.check_transition();

select etl.grant_roles();
