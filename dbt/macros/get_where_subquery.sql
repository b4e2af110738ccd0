{# A test with `where: of changed games` looks, in a build, at the games that changed: the others were tested when
   they did. Against the published marts it looks at everything. #}
{% macro get_where_subquery(relation) -%}
    {%- set where = config.get('where') -%}
    {%- if where == 'of changed games' -%}
        {%- if target.name == 'published' -%}
            {%- do return(relation) -%}
        {%- endif -%}
        {%- set where = 'game_id in (select game_id from ' ~ relation.incorporate(path={'identifier': 'changed_games'}) ~ ')' -%}
    {%- endif -%}
    {%- if where -%}
        {%- do return('(select * from ' ~ relation ~ ' where ' ~ where ~ ') as dbt_subquery') -%}
    {%- endif -%}
    {%- do return(relation) -%}
{%- endmacro %}
