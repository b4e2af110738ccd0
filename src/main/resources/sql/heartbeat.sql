update etl.run set heartbeat_at = now() where status = 'running' and owner = :#${bean:owner?method=name}
