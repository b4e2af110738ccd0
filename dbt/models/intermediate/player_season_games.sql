{# Without statistics the planner underestimates the row count of this new table and joins it in nested loops. #}
{{ config(post_hook='analyze {{ this }}') }}

-- A traded player may lack games of each team, so the counts of the teams are added.
with

player_season_teams as (
    select * from {{ ref('player_season_teams') }}
    where game_type in ('regular season', 'playoffs')
),

team_season_games as (
    select * from {{ ref('team_season_games') }}
    where game_type in ('regular season', 'playoffs')
),

player_teams as (
    select distinct
        season,
        player_id,
        team_id
    from player_season_teams
),

final as (
    select
        player_teams.season,
        team_season_games.game_type,
        player_teams.player_id,
        sum(team_season_games.games_expected)::integer as games_expected,
        sum(team_season_games.games_loaded)::integer as games_loaded,
        sum(team_season_games.games_missing)::integer as games_missing,
        sum(team_season_games.games_with_exceptions)::integer as games_with_exceptions
    from player_teams
    inner join team_season_games
        on player_teams.season = team_season_games.season and player_teams.team_id = team_season_games.team_id
    group by player_teams.season, team_season_games.game_type, player_teams.player_id
)

select * from final
