-- Recovers the claims of a crashed process: fails its runs, and resets the games it was loading to stored and the objects it
-- was deleting to pending.
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
    message = 'the process running this run (' || owner || ') crashed; no data is lost, run: ' || command
where status = 'running' and owner = :#owner
