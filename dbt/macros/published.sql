{# What readers see of a model: its relation in schema public, or none before the first build. Of another version of the
   project it may lack columns. #}
{% macro published(name) -%}
    {%- if execute -%}
        {%- do return(adapter.get_relation(database=target.database, schema='public', identifier=name)) -%}
    {%- endif -%}
{%- endmacro %}

{# Names of a model's columns, as its contract has them. #}
{% macro columns_of(name) -%}
    {%- do return(graph.nodes['model.nhldata.' ~ name].columns.keys() | list if execute and graph.nodes is defined and graph.nodes else ['game_id']) -%}
{%- endmacro %}

{# Query of the published rows of a model in its present columns: NULL in those that the published version lacks. None
   where there is nothing published, or where a column that is never NULL is lacking. #}
{% macro published_rows(name) -%}
    {#- A unit test knows no graph, and nothing published. -#}
    {%- set relation = published(name) if graph.nodes is defined -%}
    {%- if relation -%}
        {%- set existing = adapter.get_columns_in_relation(relation) | map(attribute='name') | list -%}
        {%- set selected = [] -%}
        {%- for column in graph.nodes['model.nhldata.' ~ name].columns.values() -%}
            {%- if column.name in existing -%}
                {%- do selected.append(column.name ~ '::' ~ column.data_type ~ ' as ' ~ column.name) -%}
            {%- elif column.constraints -%}
                {%- do return(none) -%}
            {%- else -%}
                {%- do selected.append('null::' ~ column.data_type ~ ' as ' ~ column.name) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- do return('select ' ~ selected | join(', ') ~ ' from ' ~ relation) -%}
    {%- endif -%}
{%- endmacro %}
