{# Date of a string such as 1990-02-28. A cast would fail the whole query on one bad value (1990-02-30); a JSON path
   in silent mode makes it NULL. So is what is no date of these centuries, such as 90-02-28, which would be the year 90. #}
{% macro iso_date(column) -%}
    case
        when {{ column }} ~ '^(18|19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}$'
            then (jsonb_path_query_first(to_jsonb({{ column }}), '$.datetime("YYYY-MM-DD")', '{}', true) #>> '{}')::date
    end
{%- endmacro %}
