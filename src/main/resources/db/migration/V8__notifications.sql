-- What needs a person, who was told of it, and what is still to be told. A message is a row before it is sent, so that
-- neither a dead channel nor a killed process loses one.

alter table etl.run add column stopped boolean not null default false;
comment on column etl.run.stopped is 'Was it ended by Ctrl-C or SIGTERM before its end? Nobody is told of that: who stopped it knows';

create table etl.incident (
    incident_id bigint generated always as identity primary key,
    cause       text not null,
    subjects    text [] not null,
    what        text not null,
    why         text not null,
    command     text not null,
    run_id      text references etl.run,
    opened_at   timestamptz not null default now(),
    closed_at   timestamptz,
    outcome     text,
    check ((closed_at is null) = (outcome is null))
);
create unique index incident_open_cause_idx on etl.incident (cause) where closed_at is null;
create index incident_closed_at_idx on etl.incident (closed_at);

comment on table etl.incident is 'One row per time that something needed a person, from its first sight until all is well again; repeated failures of the same cause stay one incident.';
comment on column etl.incident.incident_id is 'Number of the incident';
comment on column etl.incident.cause is 'run (the last run failed), missed (the clock did not start one), marts (the build failed), or the letters of a run; at most one incident of a cause is open';
comment on column etl.incident.subjects is 'What it is about: the games and schedules with a dead letter, otherwise the cause itself; it closes when none of them is a problem any more';
comment on column etl.incident.what is 'What failed';
comment on column etl.incident.why is 'Why, as far as the program knows';
comment on column etl.incident.command is 'What a person types';
comment on column etl.incident.run_id is 'Run in which it showed; NULL when it was none';
comment on column etl.incident.opened_at is 'When it was noticed';
comment on column etl.incident.closed_at is 'When all was well again; NULL while it is open';
comment on column etl.incident.outcome is 'How it ended';

create table etl.notification (
    notification_id bigint generated always as identity primary key,
    topic           text not null,
    channel         text not null,
    event           text not null check (event in ('failed', 'reminder', 'recovered', 'succeeded', 'alive', 'test')),
    what            text not null,
    why             text not null,
    command         text,
    incident_id     bigint references etl.incident,
    run_id          text references etl.run,
    happened_at     timestamptz not null,
    state           text not null default 'waiting' check (state in ('waiting', 'sent', 'given up')),
    attempts        integer not null default 0,
    sender          text,
    created_at      timestamptz not null default now(),
    next_at         timestamptz not null default now(),
    sent_at         timestamptz,
    last_error      text,
    unique (topic, channel),
    check ((state = 'sent') = (sent_at is not null))
);
create index notification_waiting_idx on etl.notification (next_at) where state = 'waiting';
create index notification_incident_id_idx on etl.notification (incident_id);

comment on table etl.notification is 'The outbox: one row per message and channel, written before it is sent. No address and no secret stands in it.';
comment on column etl.notification.notification_id is 'Number of the message; a channel gets those of one incident in this order';
comment on column etl.notification.topic is 'What the message is about, the same in every channel and at every attempt: a receiver that has seen it may drop it (id of the CloudEvent)';
comment on column etl.notification.channel is 'slack, email, webhook, or alive (the ping of a dead man''s switch)';
comment on column etl.notification.event is 'failed, reminder (still failed), recovered, succeeded, alive or test';
comment on column etl.notification.what is 'First line of the message';
comment on column etl.notification.why is 'The rest of it';
comment on column etl.notification.command is 'What a person types; NULL when nothing';
comment on column etl.notification.incident_id is 'Incident it tells of; NULL for none';
comment on column etl.notification.run_id is 'Run it tells of; NULL for none';
comment on column etl.notification.happened_at is 'When that happened which it tells of';
comment on column etl.notification.state is 'waiting (to be sent at next_at), sent, given up (the channel was dead for too long)';
comment on column etl.notification.attempts is 'How often it was tried, the one under way included';
comment on column etl.notification.sender is 'Process that tried last, see etl.run.owner';
comment on column etl.notification.created_at is 'When it was written';
comment on column etl.notification.next_at is 'When it is tried next; while one tries, when another may';
comment on column etl.notification.sent_at is 'When the channel took it';
comment on column etl.notification.last_error is 'Why the last attempt failed, without the channel''s address';

-- While a run fails as a whole, its message tells of its dead letters too, and no other one does. A letter that an
-- earlier incident tells of keeps that incident open.
create view etl.problem as
with
last_run as (
    select r.*, (select count(*) from etl.game as g where g.run_id = r.run_id and g.state = 'final') as waiting
    from etl.run as r
    where r.status <> 'running' and r.kind <> 'load' and not r.stopped
    order by r.ended_at desc
    limit 1
),
dead_run as (
    select *
    from etl.run
    where status = 'running' and heartbeat_at < now() - interval '5 minutes'
    order by started_at desc
    limit 1
),
letter as (
    select
        d.run_id,
        d.created_at,
        coalesce('game ' || d.game_id, 'the schedule of ' || d.game_date, 'a message that is none of ours') as subject,
        d.reason,
        d.game_id,
        r.status as run_status
    from etl.dead_letter as d
    left join etl.run as r on d.run_id = r.run_id
    where d.state = 'open'
),
reasons as (
    select run_id, string_agg(reason || case when letters > 1 then ' (' || letters || ' times)' else '' end, '; ' order by letters desc, reason) as reasons
    from (
        select run_id, reason, count(*) as letters, row_number() over (partition by run_id order by count(*) desc, reason) as place
        from letter
        group by run_id, reason
    ) as counted
    where place <= 3
    group by run_id
)
select
    'run' as cause,
    'run' as subject,
    'the ' || l.kind || coalesce(' of ' || l.from_date || ' to ' || l.to_date, '') || case l.status when 'failed' then ' failed' else ' is not complete' end as what,
    concat_ws(E'\n', coalesce(l.message, 'the ledger does not say why'), e.reasons) as why,
    case
        when e.reasons is null and l.from_date is not null then 'make backfill FROM=' || l.from_date || ' TO=' || l.to_date
        when e.reasons is not null then 'make dlq-replay'
        else 'make status'
    end as command,
    l.run_id,
    true as tell
from last_run as l
left join reasons as e on l.run_id = e.run_id
where l.status = 'failed' or (l.status = 'partial' and l.waiting > 0)
union all
select
    'run',
    'run',
    'the ' || d.kind || coalesce(' of ' || d.from_date || ' to ' || d.to_date, '') || ' was broken off',
    'its process (' || d.owner || ') gives no sign of life since ' || to_char(d.heartbeat_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC; nothing is lost, the next run goes on from there',
    coalesce('make backfill FROM=' || d.from_date || ' TO=' || d.to_date, 'make status'),
    d.run_id,
    true
from dead_run as d
union all
select
    'dead letters of ' || coalesce(t.run_id, 'no run'),
    t.subject,
    t.subject || ' could not be processed',
    t.subject || ': ' || t.reason,
    case
        when t.game_id is not null then 'make dlq-replay GAME=' || t.game_id
        when t.run_id is not null then 'make dlq-replay'
        else 'make dlq'
    end,
    t.run_id,
    t.run_status is null or t.run_status not in ('running', 'failed') or (t.run_status = 'failed' and not exists (select from last_run as l where l.status = 'failed'))
from letter as t
union all
select
    'routes',
    'routes',
    'an edit of the routes is refused',
    r.refused_file || ' line ' || r.refused_line || ': ' || r.refused_reason || E'\nThe former routes run on.',
    'make routes-check',
    null,
    -- who is at work in an editor need not be told
    r.refused_at < now() - interval '10 minutes'
from etl.routes_status as r
where not r.sound
union all
select
    'marts',
    'marts',
    'the marts were not published',
    coalesce(m.message, 'see etl.dbt_result') || E'\nReaders keep those of ' || coalesce(to_char(m.published_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC', 'before'),
    'make step2',
    null,
    true
from etl.marts_status as m
where m.status in ('failed', 'refused');
comment on view etl.problem is 'What needs a person now, one row per subject: incidents are opened and closed by it. tell is false while somebody is told by another row, or a run still works on it.';
