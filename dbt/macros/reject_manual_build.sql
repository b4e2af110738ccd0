{# Incremental models rely on schema marts_next holding what was published last. Therefore only build_marts.py builds
   there, after it has recorded the build in etl.dbt_run, and only build_marts.py publishes, after the tests. #}
{% macro reject_manual_build() %}
    {%- if execute and flags.WHICH not in ('test', 'compile', 'show', 'list', 'generate', 'parse', 'freshness') -%}
        {%- if target.name == 'published' or target.schema == 'public' -%}
            {%- do exceptions.raise_compiler_error('target published is only for dbt test and dbt docs. To build, run: nhldata marts') -%}
        {%- endif -%}
        {%- set build = env_var('NHLDATA_DBT_RUN', '') -%}
        {%- if target.schema == 'marts_next' and not (
            build.isdigit()
            and run_query("select 1 from etl.dbt_run where status = 'running' and dbt_run_id = " ~ build).rows
        ) -%}
            {%- do exceptions.raise_compiler_error(
                'only build_marts.py builds in schema marts_next: tables built there manually could be published untested.'
                ~ ' To build, run: nhldata marts. To experiment, use another schema in a separate profile'
            ) -%}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}
