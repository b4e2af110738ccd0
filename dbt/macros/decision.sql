{# A goalie's decision: W, L, O or T. Some documents write OTL for O. #}
{% macro decision(column) -%}
    case when {{ column }} = 'OTL' then 'O' else {{ column }}::text end
{%- endmacro %}
