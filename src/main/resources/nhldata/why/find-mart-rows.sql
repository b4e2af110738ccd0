-- The rows of the marts with the totals of a player or team. Without a season: those of all seasons.
with asked as not materialized (
    select ?::text as kind, ?::integer as id, ?::integer as season, ?::text as phase
)
select 'player_season_totals' as mart, to_jsonb(t) as columns
from public.player_season_totals as t
inner join asked on asked.kind = 'player' and t.player_id = asked.id and t.season = asked.season
union all
select 'player_career_totals', to_jsonb(t)
from public.player_career_totals as t
inner join asked on asked.kind = 'player' and t.player_id = asked.id and asked.season is null
union all
select 'skaters', to_jsonb(t)
from public.skaters as t
inner join asked on asked.kind = 'player' and t.player_id = asked.id and t.season = asked.season and t.game_type = asked.phase
union all
select 'goalies', to_jsonb(t)
from public.goalies as t
inner join asked on asked.kind = 'player' and t.player_id = asked.id and t.season = asked.season and t.game_type = asked.phase
union all
select 'teams', to_jsonb(t)
from public.teams as t
inner join asked on asked.kind = 'team' and t.team_id = asked.id and t.season = asked.season and t.game_type = asked.phase
union all
select 'standings', to_jsonb(t)
from public.standings as t
inner join asked on asked.kind = 'team' and t.team_id = asked.id and t.season = asked.season
