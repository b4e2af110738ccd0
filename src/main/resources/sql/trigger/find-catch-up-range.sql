-- The range to catch up: from the first incomplete date within nhl.schedule.catch-up-days to yesterday.
select
    coalesce(min(d.game_date), max(d.yesterday))::text as "from",
    max(d.yesterday)::text as "to"
from (
    select
        g.game_date::date as game_date,
        y.yesterday
    from (select (now() at time zone 'UTC')::date - 1 as yesterday) as y
    cross join lateral generate_series(y.yesterday - (:#${properties:nhl.schedule.catch-up-days}::int - 1), y.yesterday, interval '1 day') as g (game_date)
) as d
left join etl.data_status as s on d.game_date = s.game_date
where s.status is null or s.status in ('incomplete', 'not yet', 'never asked for') or d.game_date = d.yesterday
