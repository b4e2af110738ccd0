{# The current date in New York. Tests set another one with var `today` (an ISO date). #}
{% macro today() -%}
    {%- if var('today', none) -%}
        date '{{ var("today") }}'
    {%- else -%}
        (now() at time zone 'America/New_York')::date
    {%- endif -%}
{%- endmacro %}
