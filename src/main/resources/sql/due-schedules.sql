-- The weeks before this run's dates whose schedule could not be read, or lists fewer games than there are: they are
-- asked for again for some days (etl.dead_letter_retry), no further than the run that failed was asked for.
select
    d.game_date::text as "from",
    least(d.game_date + 6, coalesce(r.to_date, d.game_date + 6))::text as "to"
from etl.dead_letter_retry as t
inner join etl.dead_letter as d on t.dead_letter_id = d.dead_letter_id
left join etl.run as r on d.run_id = r.run_id
where
    t.is_retried
    and t.game_id is null
    and t.game_date < cast(:#${variable.from} as date)
order by d.game_date
