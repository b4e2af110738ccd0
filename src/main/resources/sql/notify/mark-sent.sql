update etl.notification
set state = 'sent', sent_at = now(), last_error = null
where notification_id = :#${variable.notice[id]} and state = 'waiting'
