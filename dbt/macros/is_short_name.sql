{# Whether a name is the box score's short name, such as M. Hoffman, D.Jiricek or M. St. Louis, but not J.T. Miller,
   J. T. Miller or J.-F. Berube, which have several initials. An accented letter may consist of two characters. #}
{% macro is_short_name(column) -%}
    coalesce(normalize({{ column }}, nfc) ~ '^.[.,](?! ?[-–]?.[.,])', true)
{%- endmacro %}
