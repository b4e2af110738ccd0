with

player_career_totals as (
    select * from {{ ref('player_career_totals') }}
),

final as (
    select
        player_id,
        full_name,
        team_id,
        team_name,
        season_count,
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
        games_missing,
        playoff_games_missing,
        games_expected,
        games_loaded,
        games_with_exceptions,
        playoff_games_expected,
        playoff_games_loaded,
        playoff_games_with_exceptions
    from player_career_totals
)

select * from final
