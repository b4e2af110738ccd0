-- A view, because reading a schedule triggers no build, and missing_game_nights compares these dates with today.
{{ config(materialized='view') }}

with

data_status as (
    select * from {{ source('etl', 'data_status') }}
),

final as (
    select
        game_date,
        status,
        games_wanted,
        games_final,
        games_loaded,
        games_dead,
        read_at,
        source
    from data_status
    where read_at is not null
)

select * from final
