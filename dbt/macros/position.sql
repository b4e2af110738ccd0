{# The code of a position, or NULL: a scratch has N/A in some box scores. #}
{% macro known_position(column) -%}
    case when {{ column }} in ('C', 'L', 'R', 'D', 'F', 'W', 'G') then {{ column }}::text end
{%- endmacro %}

{% macro position_name(column) -%}
    case {{ column }}
        when 'C' then 'Center'
        when 'L' then 'Left Wing'
        when 'R' then 'Right Wing'
        when 'D' then 'Defenseman'
        when 'F' then 'Forward'
        when 'W' then 'Wing'
        when 'G' then 'Goalie'
    end
{%- endmacro %}
