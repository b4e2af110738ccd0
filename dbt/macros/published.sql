{# The published relation of a model, in schema public, or none before the first build. If another version of the project
   published it, it may lack columns. #}
{% macro published_relation(name) -%}
    {%- if execute -%}
        {%- do return(adapter.get_relation(database=target.database, schema='public', identifier=name)) -%}
    {%- endif -%}
{%- endmacro %}

{# Column names of a model, from its contract. #}
{% macro columns_of(name) -%}
    {%- do return(graph.nodes['model.nhldata.' ~ name].columns.keys() | list if execute and graph.nodes is defined and graph.nodes else ['game_id']) -%}
{%- endmacro %}

{# Query for the published rows of a model, with its current columns: those that the published relation lacks are taken from
   the column that meta `formerly` names, or are NULL. None
   if the model is not published, or if the published relation lacks a NOT NULL column. #}
{% macro published_rows(name) -%}
    {#- A unit test has no graph, and no published relations. -#}
    {%- set relation = published_relation(name) if graph.nodes is defined -%}
    {%- if relation -%}
        {%- set existing = adapter.get_columns_in_relation(relation) | map(attribute='name') | list -%}
        {%- set selected = [] -%}
        {%- for column in graph.nodes['model.nhldata.' ~ name].columns.values() -%}
            {%- if column.name in existing -%}
                {%- do selected.append(column.name ~ '::' ~ column.data_type ~ ' as ' ~ column.name) -%}
            {%- elif column.meta.get('formerly') in existing -%}
                {%- do selected.append(column.meta.formerly ~ '::' ~ column.data_type ~ ' as ' ~ column.name) -%}
            {%- elif column.constraints -%}
                {%- do return(none) -%}
            {%- else -%}
                {%- do selected.append('null::' ~ column.data_type ~ ' as ' ~ column.name) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- do return('select ' ~ selected | join(', ') ~ ' from ' ~ relation) -%}
    {%- endif -%}
{%- endmacro %}
