{# Whether a player played in the game: with time on ice, or as the goalie of record (a goalie who entered for the shootout
   only has a decision and no time on ice). If time on ice was not recorded (skaters before 1997-98), every player with
   statistics played: a scratch has none. #}
{% macro has_played() -%}
    case
        when num_nonnulls(stats_time_on_ice_seconds, goalie_stats_time_on_ice_seconds) = 0
            then num_nonnulls(stats_goals, stats_assists) > 0 or {{ is_goalie() }}
        else coalesce(stats_time_on_ice_seconds, goalie_stats_time_on_ice_seconds) > 0 or goalie_stats_decision is not null
    end
{%- endmacro %}

{# Whether the player dressed as a goalie. #}
{% macro is_goalie() -%}
    num_nonnulls(
        goalie_stats_time_on_ice_seconds, goalie_stats_decision, goalie_stats_shots, goalie_stats_saves, goalie_stats_pim
    ) > 0
{%- endmacro %}

{# Time on ice in seconds: NULL if the player played and it was not recorded, 0 if the player did not play. #}
{% macro time_on_ice_seconds() -%}
    case
        when num_nonnulls(stats_time_on_ice_seconds, goalie_stats_time_on_ice_seconds) = 0 and {{ has_played() }} then null
        else coalesce(stats_time_on_ice_seconds, goalie_stats_time_on_ice_seconds, 0)
    end
{%- endmacro %}

{# Sum of the known values, optionally of some game types only. NULL if values are missing and the known ones add up to 0. #}
{% macro known_sum(column, game_types=none) -%}
    {%- set which %}{% if game_types %} filter (where game_type in ('{{ game_types | join("', '") }}')){% endif %}{% endset -%}
    case
        when bool_or({{ column }} is null){{ which }} then nullif(sum({{ column }}){{ which }}, 0)
        else coalesce(sum({{ column }}){{ which }}, 0)
    end::integer
{%- endmacro %}

{# Sum over the games played as a skater or as a goalie (CTE player_rows of player_season_teams). NULL unless every box
   score states the value: a sum of some games only would pass for that of the season. #}
{% macro complete_sum(column, of='skater') -%}
    {%- set games = 'has_played and is_goalie' if of == 'goalie' else 'has_played and not is_goalie' -%}
    case
        when count(*) filter (where {{ games }} and {{ column }} is null) = 0
            then sum({{ column }}) filter (where {{ games }})
    end::integer
{%- endmacro %}

{# Sum over rows that are sums, optionally of some game types only. NULL if one of them is; 0 without any. #}
{% macro total(column, game_types=none) -%}
    {%- set which %}{% if game_types %} filter (where game_type in ('{{ game_types | join("', '") }}')){% endif %}{% endset -%}
    case
        when coalesce(bool_and({{ column }} is not null){{ which }}, true) then coalesce(sum({{ column }}){{ which }}, 0)
    end::integer
{%- endmacro %}
