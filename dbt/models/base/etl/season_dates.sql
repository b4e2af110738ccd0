-- A view, because reading a schedule triggers no build, and missing_game_nights compares these dates with today.
{{ config(materialized='view') }}

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
