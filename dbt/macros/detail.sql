{# What the box score says of a player beyond the columns of his row, see etl.game_details. #}
{% macro detail(name, type) -%}
    (details -> '{{ name }}' ->> player_person_id::text)::{{ type }}
{%- endmacro %}
