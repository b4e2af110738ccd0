-- The weeks whose schedule is dead-lettered, optionally of one date, one stage or one class of reasons.
select s.from_date::text as "from", s.to_date::text as "to"
from etl.dead_schedule as s
inner join etl.dead_letter as d on s.dead_letter_id = d.dead_letter_id
where
    s.state = 'open'
    and :#${variable.run.game} in ('', 'schedule', s.from_date::text)
    and :#${variable.run.stage} in ('', d.stage)
    and :#${variable.run.reason} in ('', d.reason_class)
order by s.from_date
