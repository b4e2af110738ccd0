select game_date::text as "from", (game_date + 6)::text as "to"
from etl.dead_letter
where game_id is null and state = 'open' and :#${variable.game} = ''
order by game_date
