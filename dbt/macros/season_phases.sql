{# The phases of a season that totals are computed for (column stage), with the game types of each, see etl.game.game_type. #}
{% macro season_phases() -%}
    (
        values
        ('regular season', array[2]),
        ('playoffs', array[3]),
        ('together', array[2, 3])
    ) as season_phases (stage, game_types)
{%- endmacro %}
