{# Converts an ISO date string to a date. A cast would fail the whole query on one invalid value (1990-02-30); a JSON path in
   silent mode returns NULL. Years outside 1800-2099 are NULL as well, such as 90-02-28, which would be the year 90. #}
{% macro iso_date(column) -%}
    case
        when {{ column }} ~ '^(18|19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$'
            then (jsonb_path_query_first(to_jsonb({{ column }}), '$.datetime("YYYY-MM-DD")', '{}', true) #>> '{}')::date
    end
{%- endmacro %}
