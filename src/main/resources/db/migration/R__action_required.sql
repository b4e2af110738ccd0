-- All conditions that require action, in one view: the command line, the status page, health, metrics, alerts and
-- notifications read only this view. Repeatable migration: it runs after all versioned migrations, and again whenever this
-- file changes. docs/runbook.md describes each kind; a test compares both.
--
-- error: games are missing or will be, and no scheduled run recovers them. warning: an operator should investigate. info: no
-- action required. A subject stays the same while its row exists, because each kind and subject is notified once.

drop view if exists etl.action_required;
create view etl.action_required as
with
last_sweep as (
    select max(started_at) as started_at
    from etl.run
    where kind = 'sweep' and coalesce(to_date >= (started_at at time zone 'UTC')::date - 1, true)
),
-- The scheduler process records when a scheduled run was last due, so that it is known after a crash as well.
scheduler as (
    select
        c.cron,
        c.zone,
        c.owner,
        c.heartbeat_at,
        c.catch_up_days,
        c.heartbeat_at > now() - interval '5 minutes' as is_alive,
        coalesce(l.started_at, c.started_at) as last_start_at,
        case
            when c.next_due_at + interval '15 minutes' < now() then c.next_due_at
            when c.next_due_at is not null then c.due_at
            else greatest(c.started_at, l.started_at) + interval '25 hours'
        end as due_at
    from etl.clock as c
    cross join last_sweep as l
),
-- What the next scheduled run recovers requires no action, as long as the scheduler is running.
daily as (
    select
        (now() at time zone 'UTC')::date as today,
        (now() at time zone 'UTC')::date - coalesce((select catch_up_days from scheduler), 30) as first_date,
        exists (select from scheduler where is_alive) as is_alive,
        exists (select from etl.run where status = 'running' and heartbeat_at > now() - interval '2 minutes') as is_run
),
-- A scheduled run is a sweep whose range includes yesterday; loads and runs over older dates are not scheduled runs.
ended as (
    select
        run_id,
        kind,
        status,
        from_date,
        to_date,
        started_at,
        ended_at,
        message,
        command,
        kind = 'sweep' and coalesce(to_date >= (started_at at time zone 'UTC')::date - 1, true) as is_scheduled
    from etl.run
    where status not in ('running', 'cancelled') and not stopped
),
last_run as (
    (select 'scheduled_run_failed' as problem, 'scheduled run' as subject, e.* from ended as e where is_scheduled order by ended_at desc limit 1)
    union all
    select 'run_failed', kind, last.run_id, kind, status, from_date, to_date, started_at, ended_at, message, command, is_scheduled
    from (select * from ended where kind <> 'load' order by ended_at desc limit 1) as last
    where not is_scheduled
    union all
    (select 'run_failed', 'load', e.* from ended as e where kind = 'load' order by ended_at desc limit 1)
),
-- The dates that had to be complete by a time that has passed. In the zone of the scheduler, in which yesterday ends.
due_date as (
    select
        s.day::date as game_date,
        (s.day::date + 1 + c.ready_by) at time zone c.zone as due_at,
        to_char(c.ready_by, 'HH24:MI') || ' ' || c.zone as ready_by
    from etl.clock as c
    cross join lateral generate_series(
        greatest((c.ready_since at time zone c.zone)::date - 1, (now() at time zone c.zone)::date - c.catch_up_days)::timestamp,
        (now() at time zone c.zone)::date - 1, interval '1 day'
    ) as s (day)
    where (s.day::date + 1 + c.ready_by) at time zone c.zone between c.ready_since and now()
),
date as materialized (
    select *
    from etl.data_status
    where status = 'incomplete'
),
waiting as (
    select coalesce(listed_date, game_date) as game_date, min(updated_at) as since
    from etl.game
    where state = 'final' and loaded_at is null
    group by 1
),
open_game as (
    select coalesce(listed_date, game_date) as game_date, count(*) filter (where listed_state is distinct from 'unknown') as known
    from etl.game
    where coalesce(listed_state, state) in ('scheduled', 'live', 'unknown')
    group by 1
),
open_dead_letter as (
    select
        d.game_id,
        d.game_date,
        d.stage,
        d.reason_class,
        d.reason || case
            when d.content_hash = 'more' then ' (' || d.times || ')'
            when d.times > 1 then ' (' || d.times || ' times)'
            else ''
        end as reason,
        d.failing_since,
        r.days_tried,
        r.is_retried,
        r.retried_until,
        d.game_id is null and d.game_date is null as is_message,
        coalesce('game ' || d.game_id, 'schedule of ' || d.game_date, 'message ' || coalesce(d.content_hash, d.dead_letter_id::text)) as subject
    from etl.dead_letter as d
    inner join etl.dead_letter_retry as r on d.dead_letter_id = r.dead_letter_id
),
marts as materialized (
    select * from etl.marts_status
),
-- A notification channel is no longer configured if no process has registered it while others were registered.
configured as (
    select c.channel, max(n.sent_at) as last_sent_at
    from etl.channel as c
    left join etl.notification as n on c.channel = n.channel and n.state = 'sent'
    where c.named_at > (select max(named_at) from etl.channel) - interval '5 minutes'
    group by c.channel
)

select
    'run_crashed' as kind,
    'error' as severity,
    'run ' || run_id as subject,
    heartbeat_at as since,
    'the process running this ' || kind || coalesce(' of ' || from_date || ' to ' || to_date, '') || ' crashed, no heartbeat since then ('
    || owner || '); no data is lost, the next run continues with the remaining games' as reason,
    coalesce(command, 'nhldata backfill --from ' || from_date || ' --to ' || to_date, 'nhldata load') as next_command
from etl.run
where status = 'running' and heartbeat_at < now() - interval '2 minutes'

union all
select
    f.problem,
    'error',
    f.subject,
    f.ended_at,
    'run ' || f.run_id || coalesce(' of ' || f.from_date || ' to ' || f.to_date, '') || ' failed: ' || coalesce(f.message, 'reason not recorded')
    || coalesce(E'\n' || (
        select string_agg(w.reason, E'\n' order by w.games desc, w.reason)
        from (
            select l.reason || case when count(*) > 1 then ' (' || count(*) || ' times)' else '' end as reason, count(*) as games
            from etl.dead_letter as l
            where l.run_id = f.run_id and l.state = 'open'
            group by l.reason
            order by count(*) desc, l.reason
            limit 3
        ) as w
    ), ''),
    coalesce(f.command, 'nhldata backfill --from ' || f.from_date || ' --to ' || f.to_date, 'nhldata load')
from last_run as f
where
    f.status = 'failed'
    and not exists (
        select
        from ended as later
        where later.ended_at > f.ended_at and later.status <> 'failed' and later.from_date <= f.from_date and later.to_date >= f.to_date
    )

union all
select
    'scheduled_run_missed',
    'error',
    'scheduled run',
    s.due_at,
    'due then (' || s.cron || ' ' || s.zone || ') and not started: '
    || case
        when s.is_alive then 'the service ' || s.owner || ' is alive, see its log'
        else 'no heartbeat of the service ' || s.owner || ' since ' || to_char(s.heartbeat_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC'
    end,
    case when s.is_alive then 'nhldata sweep --from ' || d.today - 1 || ' --to ' || d.today - 1 else 'nhldata run' end
from scheduler as s
cross join daily as d
where s.due_at + interval '15 minutes' < now() and s.last_start_at < s.due_at - interval '1 minute'

union all
select
    'ready_by_missed',
    'error',
    d.game_date::text,
    d.due_at,
    'not complete by ' || d.ready_by || ': ' || coalesce(s.reason, 'no run has requested this date'),
    coalesce(s.todo, 'nhldata backfill --from ' || d.game_date || ' --to ' || d.game_date)
from due_date as d
left join etl.data_status as s on d.game_date = s.game_date
where s.status is null or s.status not in ('complete', 'no games')

union all
select
    'date_incomplete',
    case when d.is_alive and s.game_date >= d.today - 3 then 'info' else 'error' end,
    s.game_date::text,
    coalesce(w.since, s.read_at),
    s.reason || case when d.is_alive and s.game_date >= d.today - 3 then '; the next scheduled run fetches them' else '' end,
    'nhldata backfill --from ' || s.game_date || ' --to ' || s.game_date
from date as s
cross join daily as d
left join waiting as w on s.game_date = w.game_date
where s.games_waiting > 0 and not s.is_short and not d.is_run

union all
select
    'game_not_over',
    case when d.is_alive and s.game_date >= d.first_date and s.read_at < (s.game_date + 3)::timestamp at time zone 'UTC' then 'info' else 'warning' end,
    s.game_date::text,
    (s.game_date + 3)::timestamp at time zone 'UTC',
    s.reason,
    s.todo
from date as s
cross join daily as d
left join open_game as o on s.game_date = o.game_date
where s.games_final < s.games_wanted and not s.is_short and coalesce(o.known > 0, true)

union all
select
    'unknown_state',
    case when min(game_date) < d.today - 2 then 'error' else 'warning' end,
    'state ' || api_state,
    min(seen_at),
    count(*) || ' games of ' || min(game_date) || ' to ' || max(game_date) || ' are not fetched: the schedule has an unknown game state',
    'nhldata backfill --from ' || min(game_date) || ' --to ' || max(game_date)
from etl.game
cross join daily as d
where listed_state = 'unknown' and state = 'scheduled'
group by api_state, d.today

union all
select
    'dates_not_requested',
    case when d.is_alive and not g.is_beyond and g.from_date >= d.first_date then 'info' else 'error' end,
    'dates from ' || g.from_date,
    (g.from_date + 1)::timestamp at time zone 'UTC',
    g.dates || ' dates up to ' || g.to_date || ' were never requested'
    || case when g.is_beyond then ', and they are older than what scheduled runs cover' else ', but dates before and after them were' end,
    'nhldata backfill --from ' || g.from_date || ' --to ' || g.to_date
from etl.date_gap as g
cross join daily as d

union all
select
    case l.stage when 'schedule' then 'schedule_unread' else 'dead_letter' end,
    case
        when l.reason_class = 'bug' then 'error'
        when l.is_message then 'warning'
        -- scheduled runs of two days have retried it, or should have
        when l.days_tried > 1 or l.failing_since < now() - interval '36 hours' then 'error'
        else 'warning'
    end,
    l.subject,
    l.failing_since,
    l.stage || ': ' || l.reason || case
        when l.is_retried and d.is_alive then '; scheduled runs retry until ' || l.retried_until
        when l.days_tried > 0 then '; scheduled runs have retried on ' || l.days_tried || ' days'
        else ''
    end,
    case
        when l.is_message then 'nhldata dlq discard message --why "…"'
        when l.game_id is null then 'nhldata dlq replay'
        else 'nhldata dlq replay ' || l.game_id
    end
from open_dead_letter as l
cross join daily as d
where
    l.stage <> 'calendar'
    or not exists (select from date as s where s.is_short and s.game_date between l.game_date and l.game_date + 6)

union all
select
    'schedule_short',
    'warning',
    s.game_date::text,
    s.read_at,
    s.reason,
    'nhldata dlq replay'
from date as s
where s.is_short

union all
select
    'load_backlog',
    'error',
    'load',
    min(stored_at),
    count(*) || ' CSVs are stored in the bucket but not loaded',
    'nhldata load'
from etl.game
where state in ('stored', 'loading')
having min(stored_at) < now() - interval '15 minutes'

union all
select
    'object_not_deleted',
    'warning',
    s3_key,
    requested_at,
    'outdated CSV not deleted after ' || attempts || ' attempts (' || coalesce(last_error, 'no response') || '); it is never loaded',
    'nhldata doctor'
from etl.object_deletion
where state in ('pending', 'deleting') and attempts > 0 and requested_at < now() - interval '1 hour'

union all
select
    'games_unowned',
    'warning',
    'games in progress',
    min(g.updated_at),
    count(*) || ' games are queued or fetching, but their run has ended; the next run releases them',
    'nhldata backfill --from ' || min(g.game_date) || ' --to ' || max(g.game_date)
from etl.game as g
left join etl.run as r on g.run_id = r.run_id and r.status = 'running'
where g.state in ('queued', 'fetching') and r.run_id is null
having min(g.updated_at) < now() - interval '15 minutes'

union all
select
    'marts_not_published',
    'error',
    'marts',
    ended_at,
    case status when 'refused' then 'publication blocked by failing tests' else 'the build failed' end
    || case when published_at is null then '' else '; last published ' || to_char(published_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ' UTC' end
    || coalesce(E':\n' || message, ''),
    'nhldata marts'
from marts
where status in ('failed', 'refused')

union all
select
    'marts_behind',
    'warning',
    'marts',
    min(g.loaded_at),
    count(*) || ' games loaded since the last publication of the marts',
    'nhldata marts'
from marts as m
inner join etl.game as g on g.loaded_at > m.published_at
where m.status not in ('failed', 'refused')
having min(g.loaded_at) < now() - interval '26 hours'

union all
select
    'game_quarantined',
    case when published_loaded_at is null then 'error' else 'warning' end,
    'game ' || game_id,
    since,
    'of ' || game_date || ': ' || reason || '. File ' || coalesce(s3_key, 'unknown') || '. The marts '
    || case when published_loaded_at is null then 'exclude it' else 'keep its previous version' end
    || ', all other games are published; '
    || case
        when etl.is_acceptable(checks) then 'if the data is correct, run: nhldata exceptions accept ' || game_id || ' --why "…"'
        else 'this check cannot be accepted'
    end,
    next_command
from etl.quarantined_game

union all
select
    'routes_rejected',
    'error',
    'routes',
    refused_at,
    'an edit was rejected, the previous routes stay active: ' || refused_reason,
    'nhldata check'
from etl.routes_status
where not sound

union all
select
    'routes_not_running',
    'error',
    owner,
    coalesce((select max(changed_at) from etl.route_change where result = 'refused'), heartbeat_at),
    failure || '. Restart that process if the failure persists',
    'nhldata check'
from etl.route_watch
where heartbeat_at > now() - interval '5 minutes' and failure is not null and polled_at >= now() - interval '5 minutes'

union all
select
    'routes_unpolled',
    'warning',
    owner,
    polled_at,
    'directory ' || folder || ' is no longer polled, so edits have no effect: ' || coalesce(failure, 'the poll hangs; restart that process'),
    'nhldata check'
from etl.route_watch
where heartbeat_at > now() - interval '5 minutes' and polled_at < now() - interval '5 minutes'

union all
select
    'notification_failing',
    'error',
    n.channel,
    min(n.created_at),
    'delivery failing, ' || count(*) || ' messages not delivered: ' || max(n.last_error),
    'nhldata notify test'
from etl.notification as n
inner join configured as c on n.channel = c.channel
where n.state <> 'sent' and n.last_error is not null and n.created_at > coalesce(c.last_sent_at, '-infinity')
group by n.channel

union all
select
    'new_drift',
    'info',
    shape,
    min(first_seen),
    count(*) || ' new differences from the expected documents, such as ' || min(kind || ' ' || path) || coalesce(' (' || min(example) || ')', ''),
    'psql -c "select * from etl.api_drift order by first_seen desc"'
from etl.api_drift
where first_seen > now() - interval '7 days'
group by shape;

comment on view etl.action_required is 'Conditions that require action now, one row per kind and subject: nhldata status, the status page, health, metrics, alerts and notifications read only this view. Without a row of severity error or warning no action is required.';
comment on column etl.action_required.kind is 'Kind of condition; docs/runbook.md describes each kind';
comment on column etl.action_required.severity is 'error (data is missing or will be, and no scheduled run recovers it), warning (an operator should investigate) or info (no action required)';
comment on column etl.action_required.subject is 'Subject of the condition: a date, a game, a run, a channel; stays the same while the condition lasts';
comment on column etl.action_required.since is 'Time since when the condition exists';
comment on column etl.action_required.reason is 'Reason, as far as it is known';
comment on column etl.action_required.next_command is 'The command to run next';

do $$
begin
    if exists (select from pg_roles where rolname = 'nhldata_reader') then
        grant select on etl.action_required to nhldata_reader;
    end if;
end
$$;
select etl.grant_roles();
