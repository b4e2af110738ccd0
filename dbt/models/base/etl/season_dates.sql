with

season as (
    select * from {{ source('etl', 'season') }}
),

final as (
    select
        season,
        preseason_start,
        regular_start,
        regular_end,
        playoff_end
    from season
    where source = 'nhl'
)

select * from final
