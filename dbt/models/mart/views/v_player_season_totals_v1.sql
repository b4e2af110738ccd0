-- Unknown goals, assists and points of a goalie are NULL in the mart, but remain 0 in version 1.
with

player_season_totals as (
    select * from {{ ref('player_season_totals') }}
),

final as (
    select
        season,
        player_id as nhl_player_id,
        full_name,
        team_id,
        team_name,
        team_count,
        total_games_played as games_played,
        coalesce(total_goals, 0) as goals,
        coalesce(total_assists, 0) as assists,
        coalesce(total_points, 0) as points,
        total_time_on_ice_seconds as time_on_ice_seconds,
        games_played as regular_games_played,
        coalesce(goals, 0) as regular_goals,
        coalesce(assists, 0) as regular_assists,
        coalesce(points, 0) as regular_points,
        time_on_ice_seconds as regular_time_on_ice_seconds,
        playoff_games_played,
        coalesce(playoff_goals, 0) as playoff_goals,
        coalesce(playoff_assists, 0) as playoff_assists,
        coalesce(playoff_points, 0) as playoff_points,
        playoff_time_on_ice_seconds
    from player_season_totals
)

select * from final
