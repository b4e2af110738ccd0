-- Only the run that queued the game may fetch it, and only while it runs; a message that comes twice finds it again, which
-- does no harm. The key of its CSV is written down before anything is put there: when an earlier fetch was cut off and
-- the league has moved the game since, what that one may have left under another key is to be deleted.
with before as (
    select g.game_id, g.put_key, g.s3_key
    from etl.game as g
    where
        g.game_id = cast(:#gameId as bigint)
        and g.run_id = :#runId
        and g.state in ('queued', 'fetching')
        and exists (select from etl.run as r where r.run_id = g.run_id and r.status = 'running')
    for update
),
left_behind as (
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
