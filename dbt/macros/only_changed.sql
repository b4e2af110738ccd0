{# Condition of an incremental model's input: only the games, or the seasons, in which something changed. The ref is
   outside of the if, because dbt looks for what a model depends on when nothing is incremental yet. #}
{% macro only_changed(key) -%}
    {%- set changed_games = ref('changed_games') -%}
    {%- if model.resource_type != 'unit_test' and is_incremental() -%}
        where {{ key }} in (select {{ key }} from {{ changed_games }})
    {%- endif -%}
{%- endmacro %}
