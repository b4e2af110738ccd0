with

goalies as (
    select * from {{ ref('goalies') }}
),

final as (
    select
        season,
        game_type,
        player_id,
        full_name,
        team_id,
        team_name,
        team_abbreviation,
        games_played,
        starts,
        wins,
        losses,
        overtime_losses,
        ties,
        shots_against,
        saves,
        goals_against,
        save_percentage,
        save_pct,
        goals_against_average,
        shutouts,
        time_on_ice_seconds,
        games_expected,
        games_loaded,
        games_missing,
        games_with_exceptions
    from goalies
)

select * from final
