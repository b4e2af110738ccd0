{# The season of a date without games: a season begins with its pre-season in September and ends by July. That of 2019-20 ended in
   September 2020, and the next one began in January. #}
{% macro season_of_date(column) -%}
    case
        when {{ column }} between date '2020-08-01' and date '2020-10-31' then 20192020
        else extract(year from {{ column }} - interval '7 months')::integer * 10001 + 1
    end
{%- endmacro %}
