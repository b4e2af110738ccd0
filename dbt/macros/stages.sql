{# The stages of a season that statistics are given for, with the game types (see etl.game) that belong to each. #}
{% macro stages() -%}
    (
        values
        ('regular season', array[2]),
        ('playoffs', array[3]),
        ('together', array[2, 3])
    ) as stages (stage, game_types)
{%- endmacro %}
