{# The game type in words. The league's code stays in player_game_stats; a type that the league adds is named by its code. #}
{% macro game_type_name(column) -%}
    case {{ column }}
        when 1 then 'preseason'
        when 2 then 'regular season'
        when 3 then 'playoffs'
        else 'type ' || {{ column }}
    end
{%- endmacro %}

{# The league's code of a game type in words, for views of version 1. #}
{% macro game_type_code(column) -%}
    (
        case {{ column }}
            when 'preseason' then 1
            when 'regular season' then 2
            when 'playoffs' then 3
            else split_part({{ column }}, ' ', 2)::integer
        end
    )::smallint
{%- endmacro %}

{# The abbreviation of a team. The schedules of statsapi have a full name instead, which is no abbreviation. #}
{% macro team_abbreviation(column) -%}
    case when {{ column }} ~ '^[A-Z]{2,4}$' then {{ column }} end
{%- endmacro %}

{# The outcome in views of version 1: a loss in overtime that only the time on ice shows is a loss there. #}
{% macro outcome_v1() -%}
    case
        when outcome = 'overtime loss' and not is_shootout and coalesce(decision, '') <> 'O' then 'loss'
        else outcome
    end
{%- endmacro %}
