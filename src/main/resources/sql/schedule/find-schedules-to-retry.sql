-- The weeks before the dates of this run whose schedule could not be read or lists fewer games than expected. They are retried
-- for some days (etl.dead_letter_retry).
select d.from_date::text as "from", d.to_date::text as "to"
from etl.dead_letter_retry as t
inner join etl.dead_schedule as d on t.dead_letter_id = d.dead_letter_id
where t.is_retried and d.from_date < cast(:#${variable.run.from} as date)
order by d.from_date
