-- The weeks before this run's dates whose schedule could not be read, or lists fewer games than there are: they are
-- asked for again for some days (etl.dead_letter_retry), no further than any of the runs that failed was asked for.
select
    d.game_date::text as "from",
    least(d.game_date + 6, coalesce((
        select min(asked.to_date)
        from etl.dead_letter as l
        inner join etl.run as asked on l.run_id = asked.run_id
        where l.game_id is null and l.game_date = d.game_date and l.created_at >= d.failing_since
    ), d.game_date + 6))::text as "to"
from etl.dead_letter_retry as t
inner join etl.dead_letter as d on t.dead_letter_id = d.dead_letter_id
where
    t.is_retried
    and t.game_id is null
    and t.game_date < cast(:#${variable.from} as date)
order by d.game_date
