-- Records the heartbeat of the active runs of this process and of its lease of the daily run. Returns those of them that an
-- operator cancels, in whatever process.
with start as (
    update etl.daily_start set heartbeat_at = now() where done_at is null and owner = :#${bean:owner?method=name}
),
beat as (
    update etl.run
    set heartbeat_at = now()
    where status = 'running' and run_id = any(string_to_array(:#${bean:runs?method=active}, ','))
    returning run_id, cancel_requested_at
)
select run_id as "runId"
from beat
where cancel_requested_at is not null
