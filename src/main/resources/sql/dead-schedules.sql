-- The weeks whose schedule could not be read, no further than any of the runs that failed was asked for; or those of one date.
select
    d.game_date::text as "from",
    least(d.game_date + 6, coalesce((
        select min(asked.to_date)
        from etl.dead_letter as l
        inner join etl.run as asked on l.run_id = asked.run_id
        where l.game_id is null and l.game_date = d.game_date and l.created_at >= d.failing_since
    ), d.game_date + 6))::text as "to"
from etl.dead_letter as d
where
    d.game_id is null
    and d.state = 'open'
    and :#${variable.game} in ('', 'schedule', d.game_date::text)
order by d.game_date
