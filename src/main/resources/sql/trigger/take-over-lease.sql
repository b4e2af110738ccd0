-- Takes over an expired lease; if several processes try, only one succeeds.
update etl.daily_start
set
    started_for = greatest(started_for, (select due_at from etl.clock)),
    owner = :#${bean:owner?method=name},
    taken_at = clock_timestamp(),
    heartbeat_at = now(),
    done_at = null
where job = 'sweep' and taken_at = cast(:#takenAt as timestamptz)
