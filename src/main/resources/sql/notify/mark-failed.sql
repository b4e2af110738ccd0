-- Schedules the next attempt with exponential back-off of at most an hour, or lets the message expire (state given up).
update etl.notification
set
    state = case when created_at < now() - :#${properties:nhl.notify.give-up-hours}::int * interval '1 hour' then 'given up' else state end,
    next_at = now() + least(interval '1 hour', :#${properties:nhl.notify.retry-delay}::int * interval '1 millisecond' * power(2, least(attempts, 20) - 1)),
    last_error = :#${variable.reason}
where notification_id = :#id and state = 'waiting'
