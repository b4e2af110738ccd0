-- The weeks whose schedule is dead-lettered, optionally of one date.
select from_date::text as "from", to_date::text as "to"
from etl.dead_schedule
where state = 'open' and :#${variable.run.game} in ('', 'schedule', from_date::text)
order by from_date
