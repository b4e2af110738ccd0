with

nhl_players as (
    select * from {{ ref('nhl_players') }}
),

final as (
    select
        id,
        full_name,
        team_name,
        assists,
        goals,
        points,
        time_on_ice
    from nhl_players
)

select * from final
