with

player_season_teams as (
    select * from {{ ref('player_season_teams') }}
),

players as (
    select * from {{ ref('players') }}
),

teams as (
    select * from {{ ref('teams') }}
),

player_season_games as (
    select * from {{ ref('player_season_games') }}
),

goalie_rows as (
    select * from player_season_teams
    where goalie_games > 0 and game_type in ('regular season', 'playoffs')
),

{{ goalie_totals('game_type') }},

final as (
    select
        totals.season,
        totals.game_type,
        totals.player_id,
        players.full_name,
        totals.team_id,
        totals.team_name,
        teams.team_abbreviation,
        totals.games_played,
        totals.starts,
        totals.wins,
        totals.losses,
        totals.overtime_losses,
        totals.ties,
        totals.shots_against,
        totals.saves,
        totals.goals_against,
        totals.save_percentage,
        ({{ share('totals.saves', 'totals.shots_against') }})::numeric(4, 3) as save_pct,
        totals.goals_against_average,
        totals.shutouts,
        totals.time_on_ice_seconds,
        coalesce(player_season_games.games_expected, 0) as games_expected,
        coalesce(player_season_games.games_loaded, 0) as games_loaded,
        coalesce(player_season_games.games_missing, 0) as games_missing,
        coalesce(player_season_games.games_with_exceptions, 0) as games_with_exceptions
    from goalie_totals as totals
    inner join players on totals.player_id = players.player_id
    left join teams
        on totals.season = teams.season and totals.game_type = teams.game_type and totals.team_id = teams.team_id
    left join player_season_games
        on
            totals.season = player_season_games.season
            and totals.game_type = player_season_games.game_type
            and totals.player_id = player_season_games.player_id
)

select * from final
