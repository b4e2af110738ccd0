with

player_totals as (
    select * from {{ ref('player_totals') }}
),

final as (
    select
        player_id as id,
        full_name,
        team_name,
        assists,
        goals,
        points,
        make_interval(secs => recorded_time_on_ice_seconds) as time_on_ice
    from player_totals
)

select * from final
