-- The weeks whose schedule could not be read, no further than the run that failed was asked for; or those of one date.
select
    d.game_date::text as "from",
    least(d.game_date + 6, coalesce(r.to_date, d.game_date + 6))::text as "to"
from etl.dead_letter as d
inner join etl.run as r on d.run_id = r.run_id
where
    d.game_id is null
    and d.state = 'open'
    and :#${variable.game} in ('', 'schedule', d.game_date::text)
order by d.game_date
