-- The seasons in which a player or team has games of this phase in the marts, the latest first. A season as a scratch is one.
with asked as not materialized (
    select ?::text as kind, ?::integer as id, ?::text as phase
)
select t.season
from public.player_season_totals as t
inner join asked on asked.kind = 'player' and t.player_id = asked.id
where case asked.phase
    when 'regular season' then t.games_played > 0 or t.total_games_played = 0
    when 'playoffs' then t.playoff_games_played > 0
    else true
end
union
select t.season
from public.teams as t
inner join asked on asked.kind = 'team' and t.team_id = asked.id and t.game_type = asked.phase
order by season desc
