with

goalies as (
    select * from {{ ref('goalies') }}
),

final as (
    select
        season,
        stage,
        nhl_player_id,
        full_name,
        team_name,
        games_played,
        wins,
        losses,
        overtime_losses,
        shots_against,
        saves,
        goals_against,
        save_percentage,
        goals_against_average,
        time_on_ice_seconds
    from goalies
)

select * from final
