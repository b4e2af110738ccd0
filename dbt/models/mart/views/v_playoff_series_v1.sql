with

playoff_series as (
    select * from {{ ref('playoff_series') }}
),

final as (
    select
        season,
        round,
        round_name,
        series,
        team_id,
        team_name,
        team_abbreviation,
        opponent_team_id,
        opponent_team_name,
        opponent_team_abbreviation,
        wins,
        opponent_wins,
        goals,
        opponent_goals,
        games_played,
        overtime_games,
        wins_needed,
        is_decided,
        winner_team_id,
        winner_team_name,
        loser_team_name,
        first_date,
        last_date
    from playoff_series
)

select * from final
