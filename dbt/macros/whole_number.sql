{# Whole number of a column of floats. NULL where it is none, such as NaN or 0.5, or one that no game can have: a cast would
   stop the whole build on one bad value. The checks find it, and the game keeps its former version. #}
{% macro whole_number(column) -%}
    case when {{ is_whole_number(column) }} then {{ column }}::integer end
{%- endmacro %}

{% macro is_whole_number(column) -%}
    {{ column }} between -999 and 999 and {{ column }} = trunc({{ column }})
{%- endmacro %}
