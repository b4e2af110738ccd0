{# Converts a float to an integer. NULL if it is not a whole number from -999 to 999, such as NaN or 0.5: a cast would fail
   the whole build on one invalid value. A check of the game reports it, and the game is quarantined. #}
{% macro whole_number(column) -%}
    case when {{ is_whole_number(column) }} then {{ column }}::integer end
{%- endmacro %}

{% macro is_whole_number(column) -%}
    {{ column }} between -999 and 999 and {{ column }} = trunc({{ column }})
{%- endmacro %}
