with

team_game_results as (
    select * from {{ ref('team_game_results') }}
),

final as (
    select
        game_id,
        game_date,
        season,
        {{ game_type_code('game_type') }} as game_type,
        case when game_type in ('regular season', 'playoffs') then game_type else 'other' end as stage,
        side,
        team_id,
        team_name,
        opponent_team_id,
        opponent_team_name,
        score,
        opponent_score,
        goals,
        opponent_goals,
        is_shootout,
        {{ outcome_v1() }} as outcome,
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
        shape
    from team_game_results
)

select * from final
