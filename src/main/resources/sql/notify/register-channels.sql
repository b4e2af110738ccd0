-- Registers the notification channels of this process, so that a channel removed from the settings is not reported as failing.
-- Messages for a channel that no process has registered during their lifetime expire (state given up).
with registered as (
    insert into etl.channel as c (channel)
    select name
    from unnest(string_to_array(:#${properties:nhl.notify.channels}, ',') || array['any']) as n (name)
    where name <> ''
    on conflict (channel) do update set named_at = now()
    where c.named_at < now() - interval '1 minute'
)
update etl.notification as n
set state = 'given up', last_error = 'the channel is no longer configured'
where
    n.state = 'waiting'
    and n.next_at < now()
    and n.channel <> all(string_to_array(:#${properties:nhl.notify.channels}, ','))
    and not exists (
        select
        from etl.channel as c
        where c.channel = n.channel and c.named_at > now() - :#${properties:nhl.notify.give-up-hours}::int * interval '1 hour'
    )
