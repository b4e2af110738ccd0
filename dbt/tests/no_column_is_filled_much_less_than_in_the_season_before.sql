{{ config(severity='warn') }}
-- In two seasons of one source: the source says less, or the program reads less of it.
with

filled_columns as (
    select * from {{ ref('filled_columns') }}
),

seasons as (
    select
        *,
        lag(season) over (partition by source, column_name order by season) as season_before,
        lag(filled_percent) over (partition by source, column_name order by season) as percent_before
    from filled_columns
),

final as (
    select
        source,
        season_before,
        season,
        column_name,
        percent_before,
        filled_percent
    from seasons
    where filled_percent < percent_before - 20
)

select * from final
