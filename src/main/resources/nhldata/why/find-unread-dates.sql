-- Dates within the seasons whose schedule could not be read, or lists too few games: their games are not known.
with asked as not materialized (
    select ?::integer as season, ?::smallint[] as game_types
),
span as (
    select least(min(s.regular_start), min(g.game_date)) as first_date, greatest(max(s.playoff_end), max(g.game_date)) as last_date
    from etl.game as g
    cross join asked as a
    left join etl.season as s on g.season = s.season
    where (a.season is null or g.season = a.season) and g.game_type = any(a.game_types)
)
select d.from_date, d.to_date, d.reason, 'nhldata dlq replay ' || d.from_date as next_command
from etl.dead_schedule as d
inner join span on d.from_date <= span.last_date and d.to_date >= span.first_date
where d.state = 'open'
order by d.from_date
