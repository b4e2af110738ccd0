{{ config(severity='warn') }}
-- A drop of more than 20 percentage points between two seasons of the same source: the source provides fewer values, or
-- fewer of them are parsed.
with

filled_columns as (
    select * from {{ ref('filled_columns') }}
),

seasons as (
    select
        *,
        lag(season) over (partition by source, column_name order by season) as previous_season,
        lag(filled_percent) over (partition by source, column_name order by season) as previous_percent
    from filled_columns
),

final as (
    select
        source,
        previous_season,
        season,
        column_name,
        previous_percent,
        filled_percent
    from seasons
    where filled_percent < previous_percent - 20
)

select * from final
