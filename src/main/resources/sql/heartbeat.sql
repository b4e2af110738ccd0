with start as (
    update etl.daily_start set heartbeat_at = now() where done_at is null and owner = :#${bean:owner?method=name}
)
update etl.run set heartbeat_at = now() where status = 'running' and owner = :#${bean:owner?method=name}
