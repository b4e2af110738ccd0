{# Whether the schema holds what the last build published: of marts_next build_marts.py sees to it, and builds everything
   anew otherwise. #}
{% macro is_known_state() -%}
    {%- do return(execute and not flags.FULL_REFRESH and target.schema == 'marts_next') -%}
{%- endmacro %}
