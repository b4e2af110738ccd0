with

team_game_results as (
    select * from {{ ref('team_game_results') }}
),

final as (
    select
        game_id,
        game_date,
        season,
        game_type,
        side,
        team_id,
        team_name,
        team_abbreviation,
        opponent_team_id,
        opponent_team_name,
        opponent_team_abbreviation,
        score,
        opponent_score,
        goals,
        opponent_goals,
        is_overtime,
        is_shootout,
        outcome,
        shots,
        power_play_goals,
        penalty_minutes,
        saves,
        shots_against,
        goals_against_goalies,
        empty_net_goals,
        goalie_seconds,
        decision,
        decision_count,
        line_count,
        source,
        shape,
        is_edited,
        venue,
        start_time
    from team_game_results
)

select * from final
