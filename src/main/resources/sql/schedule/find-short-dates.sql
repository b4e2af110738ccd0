-- The dates of this week for which the schedule lists fewer games than expected, unless an operator has accepted that.
select game_date::text as "gameDate", reason
from etl.data_status
where game_date between cast(:#${variable.task.from} as date) and cast(:#${variable.task.to} as date) and is_short
order by game_date
