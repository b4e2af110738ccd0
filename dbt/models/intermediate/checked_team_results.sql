with

player_game_stats as (
    select * from {{ ref('checked_player_stats') }}
),

games as (
    select * from {{ ref('ledger_games') }}
),

{{ team_results() }},

final as (
    select
        game_id,
        season,
        game_type,
        side,
        team_id,
        team_count,
        team_name,
        opponent_team_id,
        opponent_team_name,
        has_opponent,
        score,
        opponent_score,
        goals,
        opponent_goals,
        is_shootout,
        outcome,
        shots,
        opponent_saves,
        opponent_goals_against_goalies,
        opponent_goals_against_without_shot,
        goalie_seconds,
        opponent_goalie_seconds,
        decision,
        decision_count,
        line_count,
        is_edited
    from team_results
)

select * from final
