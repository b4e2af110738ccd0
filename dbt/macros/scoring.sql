{# Goals or assists of a player in a game, as a skater or a goalie. NULL for a goalie whose box score does not state them
   (api-web never does); 0 for a scratch. #}
{% macro scored(what) -%}
    case
        when {{ is_goalie() }} and num_nonnulls(stats_{{ what }}, goalie_stats_{{ what }}) = 0 then null
        else coalesce(stats_{{ what }}, 0) + coalesce(goalie_stats_{{ what }}, 0)
    end
{%- endmacro %}

{# Goals against a goalie: the official number, which includes own goals and excludes empty-net goals; shots minus saves if
   the box score does not state it. #}
{% macro goals_against() -%}
    coalesce(goalie_stats_goals_against, goalie_stats_shots - goalie_stats_saves)
{%- endmacro %}

{# Whether a goalie has a shutout: no goals against, and no other goalie of the team played. Shootout and empty-net goals are
   not goals against a goalie. NULL for a skater, and if the goals against are unknown. #}
{% macro is_shutout() -%}
    case
        when {{ is_goalie() }}
            then
                ({{ has_played() }}) and {{ goals_against() }} = 0
                and count(*) filter (where {{ is_goalie() }} and ({{ has_played() }})) over (partition by game_id, side) = 1
    end
{%- endmacro %}
