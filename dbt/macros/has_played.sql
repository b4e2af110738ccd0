{# Whether a player took part: he was on the ice, or is the goalie of the decision, as one is who came in for the shootout
   alone, with no time on ice. Where no clock was kept (for skaters before 1997-98) everybody did who has a row of
   statistics: a scratch has none. #}
{% macro has_played() -%}
    case
        when num_nonnulls(stats_time_on_ice_seconds, goalie_stats_time_on_ice_seconds) = 0
            then num_nonnulls(stats_goals, stats_assists) > 0 or {{ is_goalie() }}
        else coalesce(stats_time_on_ice_seconds, goalie_stats_time_on_ice_seconds) > 0 or goalie_stats_decision is not null
    end
{%- endmacro %}

{# Whether a row is of somebody who dressed as a goalie. #}
{% macro is_goalie() -%}
    num_nonnulls(
        goalie_stats_time_on_ice_seconds, goalie_stats_decision, goalie_stats_shots, goalie_stats_saves, goalie_stats_pim
    ) > 0
{%- endmacro %}

{# Seconds on ice of a row. NULL for who took part where no clock was kept, 0 for who did not take part. #}
{% macro time_on_ice_seconds() -%}
    case
        when num_nonnulls(stats_time_on_ice_seconds, goalie_stats_time_on_ice_seconds) = 0 and {{ has_played() }} then null
        else coalesce(stats_time_on_ice_seconds, goalie_stats_time_on_ice_seconds, 0)
    end
{%- endmacro %}

{# A sum, of the game types that are named: what is known of it, NULL where nothing is. #}
{% macro known_sum(column, game_types=none) -%}
    {%- set which %}{% if game_types %} filter (where game_type in ({{ game_types | join(', ') }})){% endif %}{% endset -%}
    case
        when bool_or({{ column }} is null){{ which }} then nullif(sum({{ column }}){{ which }}, 0)
        else coalesce(sum({{ column }}){{ which }}, 0)
    end::integer
{%- endmacro %}
