{# Date of a text such as 1990-02-28. A cast would fail the whole query on one bad value (1990-02-30); a JSON path
   in silent mode makes it NULL, and the tests find it. #}
{% macro iso_date(column) -%}
    (jsonb_path_query_first(to_jsonb({{ column }}), '$.datetime("YYYY-MM-DD")', '{}', true) #>> '{}')::date
{%- endmacro %}
