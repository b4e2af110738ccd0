with

skaters as (
    select * from {{ ref('skaters') }}
),

final as (
    select
        season,
        game_type,
        player_id,
        full_name,
        position_code,
        team_id,
        team_name,
        team_abbreviation,
        team_count,
        games_played,
        goals,
        assists,
        points,
        plus_minus,
        penalty_minutes,
        power_play_goals,
        power_play_assists,
        power_play_points,
        short_handed_goals,
        short_handed_assists,
        short_handed_points,
        shots,
        shooting_percentage,
        hits,
        blocked_shots,
        giveaways,
        takeaways,
        face_off_wins,
        face_offs_taken,
        face_off_percentage,
        shifts,
        time_on_ice_seconds,
        even_time_on_ice_seconds,
        power_play_time_on_ice_seconds,
        short_handed_time_on_ice_seconds,
        time_on_ice_seconds_per_game,
        goals_per_60,
        assists_per_60,
        points_per_60,
        shots_per_60,
        hits_per_60,
        games_expected,
        games_loaded,
        games_missing,
        games_with_exceptions
    from skaters
)

select * from final
