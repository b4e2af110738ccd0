-- Records the heartbeat of the active runs of this process and of its lease of the daily run.
with start as (
    update etl.daily_start set heartbeat_at = now() where done_at is null and owner = :#${bean:owner?method=name}
)
update etl.run
set heartbeat_at = now()
where status = 'running' and run_id = any(string_to_array(:#${bean:runs?method=active}, ','))
