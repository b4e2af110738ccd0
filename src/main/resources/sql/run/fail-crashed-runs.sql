-- What a process that crashed left behind: its runs are closed, the games it was loading are stored again, the
-- objects it was deleting are to be deleted.
with released as (
    update etl.game
    set state = 'stored', updated_at = now()
    where state = 'loading' and loader = :#owner
),
undeleted as (
    update etl.object_deletion
    set state = 'pending'
    where state = 'deleting' and deleter = :#owner
)
update etl.run
set
    status = 'failed',
    ended_at = now(),
    message = 'the process running this run (' || owner || ') crashed; nothing is lost, run: ' || command
where status = 'running' and owner = :#owner
