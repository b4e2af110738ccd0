-- Opens an incident for rows of etl.action_required without one, and closes incidents whose rows are gone. Rows of one kind
-- that appear at the same time are one incident, which is notified once, however long it lasts.
with action as materialized (
    select a.*, a.kind || ': ' || a.subject as key
    from etl.action_required as a
    where a.severity <> 'info'
),
-- No incident for conditions that a run in progress may resolve, dead letters that the next scheduled run retries or that the
-- message of a failed run contains, heartbeats missing because PostgreSQL was unavailable, channels that may recover soon, and
-- routes that are being edited.
reportable as (
    select action.*, row_number() over (partition by kind order by since, subject) as place
    from action
    where
        not exists (select from etl.incident as i where i.closed_at is null and action.key = any(i.subjects))
        and case
            when kind = 'run_crashed' then since < now() - interval '5 minutes' and pg_postmaster_start_time() < now() - interval '30 seconds'
            when kind = 'notification_failing' then since < now() - interval '1 hour'
            when kind = 'routes_rejected' then since < now() - interval '10 minutes'
            when kind in ('dead_letter', 'schedule_unread') and severity = 'warning' and subject not like 'message %'
                and exists (select from etl.clock where heartbeat_at > now() - interval '5 minutes') then false
            when kind in ('dead_letter', 'schedule_unread')
                and exists (select from action as a where a.kind in ('scheduled_run_failed', 'run_failed')) then false
            when kind in ('dead_letter', 'schedule_unread', 'schedule_short', 'date_incomplete', 'game_not_over', 'unknown_state', 'dates_not_requested')
                then not exists (select from etl.run where status = 'running' and heartbeat_at > now() - interval '2 minutes')
            else true
        end
),
closed as (
    update etl.incident as i
    set
        closed_at = now(),
        outcome = coalesce(
            (
                select string_agg(s.subject || ' was discarded: ' || s.closed_why, '; ' order by s.subject)
                from (
                    select distinct on (d.game_id, d.game_date) coalesce('game ' || d.game_id, 'schedule of ' || d.game_date) as subject, d.state, d.closed_why
                    from etl.dead_letter as d
                    where
                        'dead_letter: game ' || d.game_id = any(i.subjects)
                        or (d.game_id is null and 'schedule_unread: schedule of ' || d.game_date = any(i.subjects))
                        or (d.game_id is null and 'schedule_short: ' || d.game_date = any(i.subjects))
                    order by d.game_id, d.game_date, d.created_at desc
                ) as s
                where s.state = 'discarded'
            ),
            'OK again'
        )
    where i.closed_at is null and not exists (select from action as a where a.key = any(i.subjects))
)
insert into etl.incident (cause, subjects, what, why, command)
select
    min(key),
    array_agg(key order by place),
    replace(kind, '_', ' ') || ': ' || case when count(*) = 1 then min(subject) else count(*)::text end,
    string_agg(
        case when reasons.alone then '' else subject || ': ' end || reason, E'\n' order by place
    ) filter (where place <= 5) || case when count(*) > 5 then E'\nand ' || count(*) - 5 || ' more, run: nhldata status' else '' end,
    case
        when count(distinct next_command) = 1 then min(next_command)
        when kind = 'dead_letter' then 'nhldata dlq replay'
        else 'nhldata status'
    end
from reportable
cross join lateral (select not exists (select from reportable as other where other.kind = reportable.kind and other.place > 1) as alone) as reasons
group by kind
on conflict (cause) where closed_at is null do nothing
