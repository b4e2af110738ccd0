-- Unknown goals, assists and points of a goalie are NULL in the mart, but remain 0 in version 1.
with

player_career_totals as (
    select * from {{ ref('player_career_totals') }}
),

final as (
    select
        nhl_player_id,
        full_name,
        team_name,
        season_count,
        games_played,
        coalesce(goals, 0) as goals,
        coalesce(assists, 0) as assists,
        coalesce(points, 0) as points,
        time_on_ice_seconds,
        regular_games_played,
        coalesce(regular_goals, 0) as regular_goals,
        coalesce(regular_assists, 0) as regular_assists,
        coalesce(regular_points, 0) as regular_points,
        regular_time_on_ice_seconds,
        playoff_games_played,
        coalesce(playoff_goals, 0) as playoff_goals,
        coalesce(playoff_assists, 0) as playoff_assists,
        coalesce(playoff_points, 0) as playoff_points,
        playoff_time_on_ice_seconds
    from player_career_totals
)

select * from final
