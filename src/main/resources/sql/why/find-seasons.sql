-- The seasons in which a player or team has games of these types in the marts, the latest first.
with asked as not materialized (
    select ?::text as kind, ?::integer as id, ?::smallint[] as game_types
),
game as (
    select log.game_id
    from public.player_game_log as log
    cross join asked
    where asked.kind = 'player' and log.player_id = asked.id
    union all
    select result.game_id
    from public.team_game_results as result
    cross join asked
    where asked.kind = 'team' and result.team_id = asked.id
)
select distinct g.season
from game
inner join etl.game as g on game.game_id = g.game_id
cross join asked
where g.game_type = any(asked.game_types)
order by g.season desc
