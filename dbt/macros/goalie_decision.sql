{# A goalie's decision: W, L, O (overtime or shootout loss) or T (tie). Some documents have OTL instead of O. #}
{% macro goalie_decision(column) -%}
    case when {{ column }} = 'OTL' then 'O' else {{ column }}::text end
{%- endmacro %}
