-- Every player and team of the marts; a team once for each of its names and abbreviations.
with team as (
    select distinct on (team_id) team_id, team_name as name
    from public.teams
    order by team_id, season desc
),
word as (
    select team_id, team_name as word from public.teams
    union
    select away_team_id, away_team from etl.game
    union
    select home_team_id, home_team from etl.game
)
select
    'player' as kind, player_id as id, full_name as name, full_name as word,
    concat_ws(', ', lower(position_name), team_name) as detail, first_season, last_season
from public.players
union all
select
    'team', team.team_id, team.name, word.word, 'team',
    (select min(season) from public.teams as t where t.team_id = team.team_id),
    (select max(season) from public.teams as t where t.team_id = team.team_id)
from team
inner join word on team.team_id = word.team_id
where word.word is not null
order by name, id
