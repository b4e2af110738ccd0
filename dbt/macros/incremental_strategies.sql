{# Incremental strategy `replace_changed`: all rows of what changed (config changed_by: game_id or season) go, and
   those that were built anew come. Unlike dbt's own strategies it also removes the rows of what is gone altogether,
   such as a player who left a box score. #}
{% macro get_incremental_replace_changed_sql(arguments) %}
    {%- set key = config.require('changed_by') -%}
    {%- set columns = get_quoted_csv(arguments.dest_columns | map(attribute='name')) -%}
    delete from {{ arguments.target_relation }}
    where {{ key }} in (select {{ key }} from {{ ref('changed_games') }});

    insert into {{ arguments.target_relation }} ({{ columns }})
    select {{ columns }} from {{ arguments.temp_relation }}
{% endmacro %}

{# Incremental strategy `replace_checked`: only the rows of games stay that were checked before in the version that they
   still have. #}
{% macro get_incremental_replace_checked_sql(arguments) %}
    {%- set columns = get_quoted_csv(arguments.dest_columns | map(attribute='name')) -%}
    delete from {{ arguments.target_relation }}
    where game_id not in (select game_id from {{ ref('read_games') }} where not is_to_check and not is_on_its_way);

    insert into {{ arguments.target_relation }} ({{ columns }})
    select {{ columns }} from {{ arguments.temp_relation }}
{% endmacro %}
