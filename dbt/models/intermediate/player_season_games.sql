-- A traded player may lack games of each team, so the counts of the teams are added. Pre-season games do not count.
with

player_season_teams as (
    select * from {{ ref('player_season_teams') }}
    where game_type in (2, 3)
),

team_season_games as (
    select * from {{ ref('team_season_games') }}
),

player_teams as (
    select distinct
        season,
        nhl_player_id,
        team_id
    from player_season_teams
),

final as (
    select
        player_teams.season,
        season_phases.stage,
        player_teams.nhl_player_id,
        sum(team_season_games.games_expected)::integer as games_expected,
        sum(team_season_games.games_missing)::integer as games_missing
    from player_teams
    inner join team_season_games
        on player_teams.season = team_season_games.season and player_teams.team_id = team_season_games.team_id
    inner join {{ season_phases() }} on team_season_games.game_type = any(season_phases.game_types)
    group by player_teams.season, season_phases.stage, player_teams.nhl_player_id
)

select * from final
