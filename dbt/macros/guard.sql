{# The published marts change only by build_marts.py, which tests before it publishes. #}
{% macro refuse_to_build_what_readers_see() %}
    {%- if target.name == 'published' and flags.WHICH in ('run', 'build', 'seed') -%}
        {%- do exceptions.raise_compiler_error('target published is for dbt test and dbt docs: build with make dbt_run') -%}
    {%- endif -%}
{% endmacro %}
