{# Incremental strategy `replace_changed`: deletes all rows of the games or seasons that changed (config `changed_by`:
   game_id or season) and inserts their rebuilt rows. Unlike dbt's own strategies it also deletes rows without a
   replacement, such as those of a player removed from a box score. #}
{% macro get_incremental_replace_changed_sql(arguments) %}
    {%- set key = config.require('changed_by') -%}
    {%- set columns = get_quoted_csv(arguments.dest_columns | map(attribute='name')) -%}
    delete from {{ arguments.target_relation }}
    where {{ key }} in (select {{ key }} from {{ ref('games_to_rebuild') }});

    insert into {{ arguments.target_relation }} ({{ columns }})
    select {{ columns }} from {{ arguments.temp_relation }}
{% endmacro %}

{# Incremental strategy `replace_checked`: keeps the rows of games whose current version was checked before, and replaces
   all others. #}
{% macro get_incremental_replace_checked_sql(arguments) %}
    {%- set columns = get_quoted_csv(arguments.dest_columns | map(attribute='name')) -%}
    delete from {{ arguments.target_relation }}
    where game_id not in (select game_id from {{ ref('ledger_games') }} where not needs_check and not is_being_loaded);

    insert into {{ arguments.target_relation }} ({{ columns }})
    select {{ columns }} from {{ arguments.temp_relation }}
{% endmacro %}
