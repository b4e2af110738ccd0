{{
    config(
        materialized='incremental',
        incremental_strategy='replace_changed',
        changed_by='season',
        indexes=[{'columns': ['season']}],
    )
}}

{#- The 70 columns of the CSV are all but those that say where a line comes from. -#}
{%- set provenance = ['game_id', 'game_date', 'season', 'game_type', 'source', 's3_key', 'run_id', 'loaded_at'] %}
{%- set columns = [] %}
{%- for column in adapter.get_columns_in_relation(source('nhl', 'game_stats')) if column.name not in provenance %}
    {%- do columns.append(column.name) %}
{%- endfor %}

with

loaded_games as (
    select * from {{ ref('loaded_games') }}
    {{ only_changed('season') }}
),

game_stats as (
    select lines.* from {{ source('nhl', 'game_stats') }} as lines
    inner join loaded_games on lines.game_id = loaded_games.game_id
),

counts as (
    select
        season,
        source,
        count(*) as line_count,
        jsonb_build_array(
            {%- for column in columns %}
                count({{ column }}){{ ',' if not loop.last }}
            {%- endfor %}
        ) as filled_counts
    from game_stats
    group by season, source
),

names (column_number, column_name) as (
    values
    {%- for column in columns or ['none'] %}
        ({{ loop.index }}, '{{ column }}'){{ ',' if not loop.last }}
    {%- endfor %}
),

final as (
    select
        counts.season,
        counts.source,
        names.column_number,
        names.column_name,
        counts.line_count,
        (counts.filled_counts ->> (names.column_number - 1))::bigint as filled_count,
        (
            100.0 * (counts.filled_counts ->> (names.column_number - 1))::bigint / counts.line_count
        )::numeric(4, 1) as filled_percent
    from counts
    cross join names
)

select * from final
