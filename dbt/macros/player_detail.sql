{# A value that the box score has for a player but game_stats has no column for, see etl.game_details. #}
{% macro player_detail(name, type) -%}
    (details -> '{{ name }}' ->> player_person_id::text)::{{ type }}
{%- endmacro %}
