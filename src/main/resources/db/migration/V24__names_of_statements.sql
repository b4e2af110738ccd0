-- The statements lie in a folder per stage and have names in standard terms.
update etl.transition as t
set statement = n.new_name
from (
    values
    ('begin-run.sql', 'run/begin-run.sql'),
    ('claim-game.sql', 'boxscore/claim-game.sql'),
    ('claim-stored.sql', 'load/claim-stored.sql'),
    ('close-dead-owner.sql', 'run/fail-crashed-runs.sql'),
    ('close-run.sql', 'run/close-ended-runs.sql'),
    ('dead-letter.sql', 'dead-letter/record-dead-letter.sql'),
    ('end-run.sql', 'run/complete-run.sql'),
    ('mark-loaded.sql', 'load/mark-loaded.sql'),
    ('mark-stored.sql', 'store/mark-stored.sql'),
    ('mark-unchanged.sql', 'store/decide-store.sql'),
    ('note-gone-games.sql', 'schedule/flag-delisted-games.sql'),
    ('queue-dead.sql', 'schedule/queue-dead-lettered.sql'),
    ('queue-due.sql', 'schedule/queue-refetch.sql'),
    ('queue-games.sql', 'schedule/queue-missing-games.sql'),
    ('queue-raw.sql', 'schedule/queue-reprocess.sql'),
    ('release-abandoned.sql', 'run/release-orphaned-games.sql'),
    ('release-game.sql', 'boxscore/defer-game.sql'),
    ('see-csv.sql', 'import/register-csv.sql'),
    ('see-game.sql', 'schedule/upsert-game.sql'),
    ('DeadLetterDesk.DISCARD', 'DeadLetterService.DISCARD'),
    ('DeadLetterDesk.RESTORE', 'DeadLetterService.RESTORE'),
    ('Application.STOP_RUNS', 'run/stop-runs.sql')
) as n (old_name, new_name)
where t.statement = n.old_name;

-- The third stage is store in the ledger too. Keys of older dead letters keep their prefix: etl.dead_letter names each key.
update etl.dead_letter
set stage = 'store'
where stage = 'publish';
comment on column etl.dead_letter.stage is 'Stage that failed: schedule, calendar (the schedule lists fewer games than there are), boxscore, store or load';

-- Only the lease (etl.daily_start) decides which process does a scheduled run, so Quartz keeps its trigger in memory.
drop table
    etl.qrtz_blob_triggers, etl.qrtz_calendars, etl.qrtz_cron_triggers, etl.qrtz_fired_triggers, etl.qrtz_job_details, etl.qrtz_locks,
    etl.qrtz_paused_trigger_grps, etl.qrtz_scheduler_state, etl.qrtz_simple_triggers, etl.qrtz_simprop_triggers, etl.qrtz_triggers;

-- For a run and for backfill --dry-run. What another run works on is in none of these states, and is left to it.
create function etl.is_to_fetch(scope text, state text, is_moved boolean, has_dead_letter boolean) returns boolean
language sql
immutable
parallel safe
return case scope
    when 'failed' then has_dead_letter and state in ('dead', 'loaded')
    when 'all' then state in ('final', 'loaded', 'dead', 'discarded')
    -- a game whose fetch under its new date failed has a dead letter, which says so while it is open
    else state = 'final' or (state = 'loaded' and is_moved and not has_dead_letter)
end;
comment on function etl.is_to_fetch(text, text, boolean, boolean) is 'Whether a run with this scope (missing, failed or all) fetches a game in this state; is_moved: the league has moved it since it was loaded';
