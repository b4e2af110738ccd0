with

correction as (
    select * from {{ source('etl', 'correction') }}
),

final as (
    select
        correction_id,
        game_id,
        player_id::integer as nhl_player_id,
        column_name,
        old_value,
        new_value,
        run_id,
        corrected_at,
        cause
    from correction
)

select * from final
