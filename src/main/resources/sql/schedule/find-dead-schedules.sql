-- The weeks whose schedule could not be read, or those of one date.
select from_date::text as "from", to_date::text as "to"
from etl.dead_schedule
where state = 'open' and :#${variable.run.game} in ('', 'schedule', from_date::text)
order by from_date
