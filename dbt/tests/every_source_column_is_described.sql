-- A column that a migration adds must be described in _nhl__sources.yml, and one it drops must leave it.
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
        table_schema::text,
        table_name::text,
        column_name::text
    from information_schema.columns
    where (table_schema::text, table_name::text) in (select table_schema, table_name from described)
),

final as (
    select *
    from described
    full outer join existing using (table_schema, table_name, column_name)
    where described is null or existing is null
)

select * from final
