with

games as (
    select * from {{ ref('games') }}
),

final as (
    select
        game_id,
        game_date,
        season,
        game_type,
        away_team_id,
        away_team_name,
        away_team_abbreviation,
        away_goals,
        home_team_id,
        home_team_name,
        home_team_abbreviation,
        home_goals,
        away_score,
        home_score,
        is_overtime,
        is_shootout,
        winner_team_id,
        winner_team_name,
        line_count,
        source,
        loaded_at,
        venue,
        start_time,
        last_period,
        last_period_type
    from games
)

select * from final
