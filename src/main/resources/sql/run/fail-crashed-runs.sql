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
    status = case when cancel_requested_at is null then 'failed' else 'cancelled' end,
    ended_at = now(),
    message = coalesce('cancelled ' || cancel_reason || '; ', '') || 'the process running this run (' || owner || ') crashed; no data is lost, run: ' || command
where status = 'running' and owner = :#owner
