{# Whether a name is the box score's short one: M. Hoffman, D.Jiricek or M. St. Louis, but not J.T. Miller, J. T. Miller
   or J.-F. Berube, who have more than one initial. An accented letter may be written as two characters. #}
{% macro is_short_name(column) -%}
    coalesce(normalize({{ column }}, nfc) ~ '^.[.,](?! ?[-–]?.[.,])', true)
{%- endmacro %}
