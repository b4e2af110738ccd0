-- What a process that died left behind: its runs are closed, the games it was loading are stored again, the
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
    message = 'its process (' || owner || ') died; the next run over the same dates goes on from there'
where status = 'running' and owner = :#owner
