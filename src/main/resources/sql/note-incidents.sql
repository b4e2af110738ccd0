-- Incidents end with their last problem, and begin with one that no open incident is about. The dead letters of one run
-- are one incident. A run that the clock did not start is known only to a process that has a clock.
with problem as (
    select cause, subject, what, why, command, run_id, tell
    from etl.problem
    union all
    select
        'missed', 'missed', 'the daily run of ' || :#${variable.due} || ' did not start',
        'no process with a clock was running then; the next daily run takes what is missing',
        'make sweep FROM=' || (now() at time zone 'UTC')::date - 1 || ' TO=' || (now() at time zone 'UTC')::date - 1,
        null, true
    where
        exists (select from etl.run where kind = 'sweep' and started_at < cast(nullif(:#${variable.due}, '') as timestamptz))
        and not exists (select from etl.run where kind = 'sweep' and started_at >= cast(nullif(:#${variable.due}, '') as timestamptz) - interval '1 minute')
),
closed as (
    update etl.incident as i
    set
        closed_at = now(),
        outcome = coalesce(
            (
                select string_agg(s.subject || ' was discarded: ' || s.closed_why, '; ' order by s.subject)
                from (
                    select distinct on (d.game_id, d.game_date) coalesce('game ' || d.game_id, 'the schedule of ' || d.game_date) as subject, d.state, d.closed_why
                    from etl.dead_letter as d
                    where coalesce('game ' || d.game_id, 'the schedule of ' || d.game_date) = any(i.subjects)
                    order by d.game_id, d.game_date, d.created_at desc
                ) as s
                where s.state = 'discarded'
            ),
            'well again'
        )
    where
        i.closed_at is null
        and not exists (select from problem as p where p.subject = any(i.subjects))
        and (i.cause <> 'missed' or :#${variable.due} <> '')
)
insert into etl.incident (cause, subjects, what, why, command, run_id)
select
    p.cause,
    array_agg(distinct p.subject),
    case when count(*) = 1 then min(p.what) else count(*) || ' games or schedules could not be processed' end,
    string_agg(p.why, E'\n' order by p.why) filter (where p.place <= 5) || case when count(*) > 5 then E'\nand ' || count(*) - 5 || ' more: make dlq lists them' else '' end,
    case when count(*) = 1 then min(p.command) else 'make dlq-replay' end,
    min(p.run_id)
from (
    select distinct on (q.cause, q.subject) q.*, row_number() over (partition by q.cause order by q.why) as place
    from problem as q
) as p
where
    p.tell
    and not exists (select from etl.incident as i where i.closed_at is null and p.subject = any(i.subjects))
group by p.cause
on conflict (cause) where closed_at is null do nothing
