-- Claims the next message to send for two minutes, which is longer than an attempt can take. If the sender crashes, another
-- process claims it again: delivery is at least once. A channel receives the messages of an incident in order.
update etl.notification as n
set attempts = n.attempts + 1, sender = :#${bean:owner?method=name}, next_at = now() + interval '2 minutes'
from (
    select w.notification_id
    from etl.notification as w
    where
        w.state = 'waiting'
        and w.next_at <= now()
        and w.channel = any(string_to_array(:#${properties:nhl.notify.channels}, ','))
        and not exists (
            select from etl.notification as e
            where e.state = 'waiting' and e.channel = w.channel and e.incident_id = w.incident_id and e.notification_id < w.notification_id
        )
    order by w.notification_id
    limit 1
    for update skip locked
) as next
where n.notification_id = next.notification_id
returning
    n.notification_id as "id", n.topic, n.channel, n.event, n.what, n.why, n.command, n.run_id as "runId",
    (select split_part(i.cause, ':', 1) from etl.incident as i where i.incident_id = n.incident_id) as kind,
    to_char(n.happened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "happenedAt"
