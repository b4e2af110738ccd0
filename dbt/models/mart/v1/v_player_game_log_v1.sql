-- Unknown goals, assists and points of a goalie are NULL in the mart, but remain 0 in version 1.
with

player_game_log as (
    select * from {{ ref('player_game_log') }}
),

final as (
    select
        season,
        game_id,
        game_date,
        game_type,
        nhl_player_id,
        full_name,
        team_id,
        team_name,
        opponent_team_name,
        side,
        outcome,
        is_goalie,
        has_played,
        time_on_ice_seconds,
        coalesce(goals, 0) as goals,
        coalesce(assists, 0) as assists,
        coalesce(points, 0) as points,
        shots,
        plus_minus,
        saves,
        shots_against,
        games_played_so_far,
        goals_so_far,
        assists_so_far,
        points_so_far
    from player_game_log
)

select * from final
