-- The notification channels of this process, so that one that was taken out of the settings is told from one that fails.
-- What waits for a channel that no process has named for as long as a message is kept is given up.
with named as (
    insert into etl.channel as c (channel)
    select name
    from unnest(string_to_array(:#${properties:nhl.notify.channels}, ',') || array['any']) as n (name)
    where name <> ''
    on conflict (channel) do update set named_at = now()
    where c.named_at < now() - interval '1 minute'
)
update etl.notification as n
set state = 'given up', last_error = 'the channel is not configured any more'
where
    n.state = 'waiting'
    and n.next_at < now()
    and n.channel <> all(string_to_array(:#${properties:nhl.notify.channels}, ','))
    and not exists (
        select
        from etl.channel as c
        where c.channel = n.channel and c.named_at > now() - :#${properties:nhl.notify.give-up-hours}::int * interval '1 hour'
    )
