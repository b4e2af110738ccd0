{# Join condition: an acceptance is of what the check found then, so that it ends when the figures change. One that is shipped,
   or was accepted by an older version, is of the check. #}
{% macro is_accepted(exceptions) -%}
    {{ exceptions }}.game_id = acceptances.game_id
    and {{ exceptions }}.check_name = acceptances.check_name
    and (acceptances.details is null or acceptances.details @> to_jsonb({{ exceptions }}.detail))
{%- endmacro %}
