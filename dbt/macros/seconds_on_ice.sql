{# Converts a time on ice in minutes:seconds to seconds. Minutes may exceed 60 (a goalie in overtime: 96:10). Any other
   string is NULL; a check of the game reports it. #}
{% macro seconds_on_ice(column) -%}
    case
        when {{ column }} ~ '^[0-9]{1,4}:[0-5][0-9]$'
            then split_part({{ column }}, ':', 1)::integer * 60 + split_part({{ column }}, ':', 2)::integer
    end
{%- endmacro %}
