with

player_season_totals as (
    select * from {{ ref('player_season_totals') }}
),

final as (
    select
        season,
        player_id,
        full_name,
        team_id,
        team_name,
        team_abbreviation,
        team_count,
        games_played,
        goals,
        assists,
        points,
        time_on_ice_seconds,
        playoff_games_played,
        playoff_goals,
        playoff_assists,
        playoff_points,
        playoff_time_on_ice_seconds,
        total_games_played,
        total_goals,
        total_assists,
        total_points,
        total_time_on_ice_seconds,
        games_expected,
        games_loaded,
        games_missing,
        games_with_exceptions,
        playoff_games_expected,
        playoff_games_loaded,
        playoff_games_missing,
        playoff_games_with_exceptions
    from player_season_totals
)

select * from final
