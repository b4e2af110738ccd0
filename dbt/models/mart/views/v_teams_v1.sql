with

teams as (
    select * from {{ ref('teams') }}
),

final as (
    select
        season,
        game_type,
        team_id,
        team_name,
        team_abbreviation,
        games_played,
        wins,
        losses,
        overtime_losses,
        ties,
        goals_for,
        goals_against,
        goals_for_without_shootout,
        goals_against_without_shootout,
        shots,
        shots_against,
        power_play_goals,
        penalty_minutes,
        games_expected,
        games_loaded,
        games_missing,
        games_with_exceptions
    from teams
)

select * from final
