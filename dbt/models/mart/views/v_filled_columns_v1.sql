with

filled_columns as (
    select * from {{ ref('filled_columns') }}
),

final as (
    select
        season,
        source,
        column_number,
        column_name,
        line_count,
        filled_count,
        filled_percent
    from filled_columns
)

select * from final
