with

player_season_totals as (
    select * from {{ ref('player_season_totals') }}
),

final as (
    select
        season,
        nhl_player_id,
        full_name,
        team_id,
        team_name,
        team_count,
        games_played,
        goals,
        assists,
        points,
        time_on_ice_seconds,
        regular_games_played,
        regular_goals,
        regular_assists,
        regular_points,
        regular_time_on_ice_seconds,
        playoff_games_played,
        playoff_goals,
        playoff_assists,
        playoff_points,
        playoff_time_on_ice_seconds
    from player_season_totals
)

select * from final
