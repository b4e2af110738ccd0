-- Fills the outbox from the ledger. A message is queued once per channel, however many processes run this. A recovery is sent
-- only to channels that received the failure.
with channel as (
    select name
    from unnest(string_to_array(:#${properties:nhl.notify.channels}, ',')) as c (name)
),
message as (
    select
        'incident ' || incident_id || ' failed' as topic, 'failed' as event, what, why, command, incident_id, run_id, opened_at as happened_at
    from etl.incident
    where closed_at is null
    union all
    select
        'incident ' || i.incident_id || ' reminder ' || n.number, 'reminder', 'still: ' || i.what,
        'since ' || to_char(i.opened_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC' || E'\n' || i.why, i.command, i.incident_id, i.run_id, now()
    from etl.incident as i
    cross join lateral (
        select floor(extract(epoch from now() - i.opened_at) / 3600 / nullif(:#${properties:nhl.notify.remind-hours}::int, 0))::int as number
    ) as n
    where i.closed_at is null and n.number >= 1
    union all
    select
        'incident ' || incident_id || ' recovered', 'recovered', 'OK again: ' || what,
        outcome || ', open since ' || to_char(opened_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC', null, incident_id, run_id, closed_at
    from etl.incident
    where closed_at > now() - interval '1 day'
    union all
    select
        'run ' || run_id || ' succeeded', 'succeeded', 'the run of ' || from_date || ' to ' || to_date || ' succeeded',
        games_loaded || ' of ' || games_found || ' games loaded, ' || games_new || ' of them new or changed', null, null, run_id, ended_at
    from etl.run
    where
        :#${properties:nhl.notify.success} = 'true' and kind = 'sweep' and status in ('succeeded', 'empty') and not stopped
        and ended_at > now() - interval '1 day'
    union all
    select 'run ' || run_id || ' alive', 'alive', 'alive', 'the run of ' || from_date || ' to ' || to_date || ': ' || status, null, null, run_id, ended_at
    from etl.run
    where kind = 'sweep' and status not in ('failed', 'cancelled') and not stopped and ended_at > now() - interval '1 day'
)
insert into etl.notification (topic, channel, event, what, why, command, incident_id, run_id, happened_at)
select m.topic, c.name, m.event, m.what, m.why, m.command, m.incident_id, m.run_id, m.happened_at
from message as m
inner join channel as c on (m.event = 'alive') = (c.name = 'alive')
where
    -- the failure of a channel is sent to the other channels
    not exists (select from etl.incident as i where i.incident_id = m.incident_id and 'notification_failing: ' || c.name = any(i.subjects))
    and (
        m.event not in ('reminder', 'recovered')
        or exists (
            select from etl.notification as n
            where n.incident_id = m.incident_id and n.channel = c.name and n.event = 'failed' and n.state <> 'given up'
        )
    )
order by m.happened_at, m.topic
on conflict (topic, channel) do nothing
