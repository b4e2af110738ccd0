{# During a build, a test with `where: in games_to_rebuild` reads only the games that changed: the others were tested when
   they changed. Against the published marts it reads all rows. #}
{% macro get_where_subquery(relation) -%}
    {%- set where = config.get('where') -%}
    {%- if where == 'in games_to_rebuild' -%}
        {%- if target.name == 'published' -%}
            {%- do return(relation) -%}
        {%- endif -%}
        {%- set where = 'game_id in (select game_id from ' ~ relation.incorporate(path={'identifier': 'games_to_rebuild'}) ~ ')' -%}
    {%- endif -%}
    {%- if where -%}
        {%- do return('(select * from ' ~ relation ~ ' where ' ~ where ~ ') as dbt_subquery') -%}
    {%- endif -%}
    {%- do return(relation) -%}
{%- endmacro %}
