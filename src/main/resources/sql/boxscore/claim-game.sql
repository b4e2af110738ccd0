-- Claims a game to fetch. Only the run that queued it may do so, and only while it is running and not cancelled; a duplicate message claims it
-- again, which is harmless. The key of its CSV is recorded before the put: if an earlier fetch was interrupted and the game
-- was rescheduled since, the object under the earlier key is queued for deletion.
with before as (
    select g.game_id, g.put_key, g.s3_key
    from etl.game as g
    where
        g.game_id = cast(:#gameId as bigint)
        and g.run_id = :#runId
        and g.state in ('queued', 'fetching')
        and exists (select from etl.run as r where r.run_id = g.run_id and r.status = 'running' and r.cancel_requested_at is null)
    for update
),
outdated as (
    insert into etl.object_deletion (s3_key, game_id, run_id)
    select put_key, game_id, :#runId
    from before
    where put_key <> :#csvKey and put_key is distinct from s3_key
    on conflict (s3_key) do update set
        state = 'pending', game_id = excluded.game_id, run_id = excluded.run_id, requested_at = now(), attempts = 0, tried_at = null, last_error = null
)
update etl.game as g
set state = 'fetching', put_key = nullif(:#csvKey, g.s3_key), attempts = g.attempts + 1, updated_at = now()
from before
where g.game_id = before.game_id
