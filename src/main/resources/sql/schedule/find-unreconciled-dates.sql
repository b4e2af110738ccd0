-- Dates of this week that the league's calendar has not been compared with yet.
select game_date::text as "gameDate"
from etl.day
where game_date between cast(:#${variable.page.from} as date) and cast(:#${variable.page.to} as date) and checked_at is null
