-- The dates of this week that were not compared with the league's calendar yet.
select game_date::text as "gameDate"
from etl.day
where game_date between cast(:#${variable.task.from} as date) and cast(:#${variable.task.to} as date) and checked_at is null
