with

points_leaders as (
    select * from {{ ref('points_leaders') }}
),

final as (
    select
        team_name,
        full_name,
        points
    from points_leaders
)

select * from final
