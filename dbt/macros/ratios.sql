{# A share such as saves of shots. NULL if the part is not within the whole: such figures are published if a check calls them
   odd, or if an operator accepted them, but their share has no meaning and may not fit its column. #}
{% macro share(part, whole, factor='1.0') -%}
    case when {{ part }} between 0 and {{ whole }} then {{ factor }} * {{ part }} / nullif({{ whole }}, 0) end
{%- endmacro %}

{# A count per 60 minutes. NULL if it reaches the limit, which its column still holds: 999 hits in a second. #}
{% macro per_60(count, seconds, limit='999999.0') -%}
    case
        when abs(3600.0 * {{ count }}) < {{ limit }} * {{ seconds }} then 3600.0 * {{ count }} / {{ seconds }}
    end
{%- endmacro %}
