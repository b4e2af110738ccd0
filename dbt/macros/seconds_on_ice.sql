{# Seconds of a time on ice written minutes:seconds. Minutes may be more than 60 (a goalie in overtime: 96:10).
   NULL, and anything that is not minutes:seconds, is NULL: the tests find the latter. #}
{% macro seconds_on_ice(column) -%}
    case
        when {{ column }} ~ '^[0-9]{1,4}:[0-5][0-9]$'
            then split_part({{ column }}, ':', 1)::integer * 60 + split_part({{ column }}, ':', 2)::integer
    end
{%- endmacro %}
