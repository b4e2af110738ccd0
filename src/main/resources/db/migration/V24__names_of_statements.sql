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
