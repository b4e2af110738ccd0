with

missing_game_nights as (
    select * from {{ ref('missing_game_nights') }}
),

final as (
    select
        game_date,
        what,
        season
    from missing_game_nights
)

select * from final
