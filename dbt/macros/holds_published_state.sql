{# Whether the schema holds what the last build published. build_marts.py guarantees it for marts_next, and otherwise
   requests a full refresh. #}
{% macro holds_published_state() -%}
    {%- do return(execute and not flags.FULL_REFRESH and target.schema == 'marts_next') -%}
{%- endmacro %}
