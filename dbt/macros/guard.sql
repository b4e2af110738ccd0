{# Schema marts_next holds what was published last, and what the build at work has made of it so far: that is what
   incremental models rely on. So only build_marts.py builds there, which says so in etl.dbt_run first, and only it
   changes what readers see, after the tests. #}
{% macro refuse_to_build_by_hand() %}
    {%- if execute and flags.WHICH not in ('test', 'compile', 'show', 'list', 'generate', 'parse', 'freshness') -%}
        {%- if target.name == 'published' or target.schema == 'public' -%}
            {%- do exceptions.raise_compiler_error('target published is for dbt test and dbt docs: build with nhldata marts') -%}
        {%- endif -%}
        {%- set build = env_var('NHLDATA_DBT_RUN', '') -%}
        {%- if target.schema == 'marts_next' and not (
            build.isdigit()
            and run_query("select 1 from etl.dbt_run where status = 'running' and dbt_run_id = " ~ build).rows
        ) -%}
            {%- do exceptions.raise_compiler_error(
                'only build_marts.py builds in schema marts_next: what dbt builds there by hand would be published'
                ~ ' untested. Build with nhldata marts; to try something, name a schema of your own in a profile of your own'
            ) -%}
        {%- endif -%}
    {%- endif -%}
{% endmacro %}
