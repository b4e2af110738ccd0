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
        player_id,
        full_name,
        team_id,
        team_name,
        team_abbreviation,
        opponent_team_id,
        opponent_team_name,
        opponent_team_abbreviation,
        side,
        is_overtime,
        is_shootout,
        outcome,
        is_goalie,
        has_played,
        time_on_ice_seconds,
        goals,
        assists,
        points,
        shots,
        plus_minus,
        saves,
        shots_against,
        games_played_so_far,
        goals_so_far,
        assists_so_far,
        points_so_far,
        goals_against,
        is_shutout,
        is_starter,
        shifts
    from player_game_log
)

select * from final
