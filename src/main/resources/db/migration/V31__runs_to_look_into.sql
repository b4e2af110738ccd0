-- A run can be examined while it runs and afterwards, and cancelled by any process.

-- 1. Cancel
alter table etl.run
    add column cancel_requested_at timestamptz,
    add column cancel_reason text;
comment on column etl.run.cancel_requested_at is 'When an operator asked to cancel it: from then on none of its games is fetched any more, and its process ends it';
comment on column etl.run.cancel_reason is 'Who cancelled it, and why';
alter table etl.run drop constraint run_status_check;
alter table etl.run add constraint run_status_check check (status in ('running', 'succeeded', 'partial', 'failed', 'empty', 'cancelled'));
comment on column etl.run.status is 'running; succeeded; partial (games were dead-lettered or deferred); failed; empty (no final game in the range); cancelled (by an operator; what it has not done is left to the next run)';
insert into etl.transition (entity, from_state, to_state, statement)
select 'run', 'running', 'cancelled', s.statement
from unnest(array['run/complete-run.sql', 'run/close-ended-runs.sql', 'run/fail-crashed-runs.sql', 'run/stop-runs.sql']) as s (statement);

-- One game is fetched again, whatever became of it: nhldata dlq replay GAME --force
insert into etl.transition (entity, from_state, to_state, statement) values ('game', 'discarded', 'queued', 'schedule/queue-dead-lettered.sql');

-- 2. The states of each game in each run, from which the duration of each stage follows
create table etl.game_history (
    run_id   text not null,
    game_id  bigint not null,
    state    text not null,
    at       timestamptz not null
);
create index game_history_run_id_idx on etl.game_history (run_id, game_id);
comment on table etl.game_history is 'When a game entered each state, run by run: a row per change of etl.game.state from the time a run queued it until it is at rest.';
comment on column etl.game_history.run_id is 'Run that owned the game then';
comment on column etl.game_history.game_id is 'The NHL''s id of the game';
comment on column etl.game_history.state is 'State it entered, see etl.game.state; released: loaded as it was before, without having been fetched (deferred, dead-lettered, cancelled)';
comment on column etl.game_history.at is 'When';

create or replace function etl.check_transition() returns trigger
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
    -- in progress before or after: what the schedule says of a game is no work of a run
    if tg_table_name = 'game' and (
        state_after in ('queued', 'fetching', 'stored', 'loading') or state_before in ('queued', 'fetching', 'stored', 'loading')
    ) and new.run_id is not null then
        -- a game that is fetched and found unchanged has a new time of its fetch, one that leaves the run as it was has not
        if tg_op = 'UPDATE' and state_before in ('queued', 'fetching') and state_after = 'loaded' and new.fetched_at is not distinct from old.fetched_at then
            state_after := 'released';
        end if;
        insert into etl.game_history (run_id, game_id, state, at) values (new.run_id, new.game_id, state_after, clock_timestamp());
    end if;
    return null;
end
$$;
comment on function etl.check_transition() is 'Refuses a change of state that etl.transition does not have, and records those of games in etl.game_history';

-- 3. What a run has logged, and its retries
create table etl.run_log (
    owner    text not null,
    line     bigint not null,
    run_id   text not null,
    game_id  bigint,
    at       timestamptz not null,
    level    text not null check (level in ('INFO', 'WARN', 'ERROR', 'RETRY')),
    message  text not null,
    primary key (owner, line)
);
create index run_log_run_id_idx on etl.run_log (run_id, at);
comment on table etl.run_log is 'The log lines of each run, of all its processes, and its retries; written with the heartbeat and at the end of the run. The log files have everything.';
comment on column etl.run_log.owner is 'Process that logged the line, see etl.run.owner';
comment on column etl.run_log.line is 'Number of the line in that process';
comment on column etl.run_log.run_id is 'Run that the line is about';
comment on column etl.run_log.game_id is 'Game that the line is about; NULL if it is about no single one';
comment on column etl.run_log.at is 'When it was logged';
comment on column etl.run_log.level is 'INFO, WARN, ERROR; RETRY for another attempt after a failure, which the message describes';
comment on column etl.run_log.message is 'The line; cut off after 1000 characters';

-- 4. Both go with their run. No foreign key: it would lock the row of the run for each state of each game.
create function etl.forget_run() returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    delete from etl.game_history where run_id = old.run_id;
    delete from etl.run_log where run_id = old.run_id;
    return null;
end
$$;
comment on function etl.forget_run() is 'Deletes the history and the log of a run that is deleted';
create trigger forget after delete on etl.run
for each row execute function etl.forget_run();

select etl.grant_roles();
