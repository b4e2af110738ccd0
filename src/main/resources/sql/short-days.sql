-- Dates of this week for which the schedule lists fewer games than there are, and of which nobody has said that it is right.
select s.game_date::text as "gameDate", s.reason
from etl.day as d
inner join etl.data_status as s on d.game_date = s.game_date
where
    d.game_date between cast(:#${variable.page.from} as date) and cast(:#${variable.page.to} as date)
    and d.games_listed < coalesce(d.games_expected, d.games_listed + 1)
    and not exists (
        select
        from etl.dead_letter as l
        inner join etl.run as r on l.run_id = r.run_id
        where
            l.game_id is null
            and l.stage = 'calendar'
            and l.state = 'discarded'
            and d.game_date between l.game_date and least(l.game_date + 6, r.to_date)
    )
order by d.game_date
