{# Statistics of the columns of joins and filters only: those of all columns take a second of a build. #}
{{
    config(
        materialized='incremental',
        incremental_strategy='replace_changed',
        changed_by='game_id',
        indexes=[{'columns': ['game_id']}],
        post_hook='analyze {{ this }} (game_id, season, game_type, side, team_id)',
    )
}}

with

player_game_stats as (
    select * from {{ ref('player_game_stats') }}
    {{ only_changed('game_id') }}
),

games as (
    select * from {{ ref('loaded_games') }}
),

{{ team_results() }},

final as (
    select
        game_id,
        game_date,
        season,
        {{ game_type_name('game_type') }} as game_type,
        side,
        team_id,
        team_name,
        {{ team_abbreviation('team_abbreviation') }} as team_abbreviation,
        opponent_team_id,
        opponent_team_name,
        {{ team_abbreviation('opponent_team_abbreviation') }} as opponent_team_abbreviation,
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
        goals - opponent_goals_against_goalies as empty_net_goals,
        goalie_seconds,
        decision,
        decision_count,
        line_count,
        source,
        shape,
        is_edited,
        venue,
        start_time
    from team_results
)

select * from final
