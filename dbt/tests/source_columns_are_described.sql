{{ config(severity='warn') }}
-- A column added by a migration must be described in _nhl__sources.yml. A warning only: users may add columns as well.
{% set described = [] %}
{% if execute %}
    {% for source in graph.sources.values() %}
        {% for column in source.columns.values() if column.description %}
            {% do described.append("('" ~ source.schema ~ "', '" ~ source.identifier ~ "', '" ~ column.name ~ "')") %}
        {% endfor %}
    {% endfor %}
{% endif %}

with

described (table_schema, table_name, column_name) as (
    values {{ described | join(', ') or "('', '', '')" }}
),

existing as (
    select
        columns.table_schema::text,
        columns.table_name::text,
        columns.column_name::text
    from information_schema.columns
    where exists (
        select 1
        from described
        where
            columns.table_schema::text = described.table_schema
            and columns.table_name::text = described.table_name
    )
),

final as (
    select
        described.table_schema,
        described.table_name,
        described.column_name as described_column,
        existing.column_name as existing_column
    from existing
    left join described
        on
            existing.table_schema = described.table_schema
            and existing.table_name = described.table_name
            and existing.column_name = described.column_name
    where described.column_name is null
)

select * from final
