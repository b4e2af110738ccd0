update etl.daily_start set done_at = now() where job = 'sweep' and owner = :#${bean:owner?method=name} and done_at is null
