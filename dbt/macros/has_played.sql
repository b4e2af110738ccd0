{# Whether a player took part: he was on the ice, or is the goalie of the decision, as one is who came in for the shootout
   alone, with no time on ice. #}
{% macro has_played() -%}
    coalesce(stats_time_on_ice_seconds, goalie_stats_time_on_ice_seconds, 0) > 0 or goalie_stats_decision is not null
{%- endmacro %}
