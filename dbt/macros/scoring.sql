{# Goals or assists of a row, as a skater or as a goalie. NULL for a goalie of whom the box score does not say it, as api-web
   never does; 0 for a scratch. #}
{% macro scored(what) -%}
    case
        when {{ is_goalie() }} and num_nonnulls(stats_{{ what }}, goalie_stats_{{ what }}) = 0 then null
        else coalesce(stats_{{ what }}, 0) + coalesce(goalie_stats_{{ what }}, 0)
    end
{%- endmacro %}

{# Goals against a goalie: the league's number, which holds own goals and no goal into the empty net; shots less saves
   where the box score has none. #}
{% macro goals_against() -%}
    coalesce(goalie_stats_goals_against, goalie_stats_shots - goalie_stats_saves)
{%- endmacro %}

{# Whether a goalie let in no goal and was the only one of his team to play: a goal in the shootout or into the empty net is
   not against him. NULL for a skater, and where the goals against are not known. #}
{% macro is_shutout() -%}
    case
        when {{ is_goalie() }}
            then
                ({{ has_played() }}) and {{ goals_against() }} = 0
                and count(*) filter (where {{ is_goalie() }} and ({{ has_played() }})) over (partition by game_id, side) = 1
    end
{%- endmacro %}
