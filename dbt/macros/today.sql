{# The day it is where the league plays; var today (an ISO date) sets another one, for tests. #}
{% macro today() -%}
    {%- if var('today', none) -%}
        date '{{ var("today") }}'
    {%- else -%}
        (now() at time zone 'America/New_York')::date
    {%- endif -%}
{%- endmacro %}
