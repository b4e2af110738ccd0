{# Filters the input of an incremental model to the games or seasons that changed. The ref is outside the `if`, because
   dbt collects the dependencies of a model when is_incremental() is still false. #}
{% macro only_changed(key) -%}
    {%- set games_to_rebuild = ref('games_to_rebuild') -%}
    {%- if model.resource_type != 'unit_test' and is_incremental() -%}
        where {{ key }} in (select {{ key }} from {{ games_to_rebuild }})
    {%- endif -%}
{%- endmacro %}
