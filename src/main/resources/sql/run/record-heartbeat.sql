-- The runs that this process works on, and its daily start. What it works on no more grows silent.
with start as (
    update etl.daily_start set heartbeat_at = now() where done_at is null and owner = :#${bean:owner?method=name}
)
update etl.run
set heartbeat_at = now()
where status = 'running' and run_id = any(string_to_array(:#${bean:runs?method=active}, ','))
