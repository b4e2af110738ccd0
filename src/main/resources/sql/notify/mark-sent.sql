update etl.notification
set state = 'sent', sent_at = now(), last_error = null
where notification_id = :#id and state = 'waiting'
