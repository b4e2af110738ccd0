{# Each macro lists the invalid values of a row of game_stats, such as skaterstats_goals NaN; empty if there are none. #}
{% macro invalid_numbers() -%}
    {%- set columns = [
        'goaliestats_assists', 'goaliestats_evensaves', 'goaliestats_evenshotsagainst', 'goaliestats_goals', 'goaliestats_pim',
        'goaliestats_powerplaysaves', 'goaliestats_powerplayshotsagainst', 'goaliestats_saves',
        'goaliestats_shorthandedsaves', 'goaliestats_shorthandedshotsagainst', 'goaliestats_shots', 'skaterstats_assists',
        'skaterstats_blocked', 'skaterstats_faceoffwins', 'skaterstats_faceofftaken', 'skaterstats_giveaways',
        'skaterstats_goals', 'skaterstats_hits', 'skaterstats_penaltyminutes', 'skaterstats_plusminus',
        'skaterstats_powerplayassists', 'skaterstats_powerplaygoals', 'skaterstats_shorthandedassists',
        'skaterstats_shorthandedgoals', 'skaterstats_shots', 'skaterstats_takeaways'
    ] -%}
    concat_ws(
        ', '
        {%- for column in columns %},
            case
                when not (
                    {{ is_whole_number('player_stats_' ~ column) }}
                    {%- if column != 'skaterstats_plusminus' %} and player_stats_{{ column }} >= 0 {%- endif %}
                ) then '{{ column }} ' || player_stats_{{ column }}
            end
        {%- endfor %}
    )
{%- endmacro %}

{% macro invalid_percentages() -%}
    {%- set columns = [
        'goaliestats_evenstrengthsavepercentage', 'goaliestats_powerplaysavepercentage', 'goaliestats_savepercentage',
        'goaliestats_shorthandedsavepercentage', 'skaterstats_faceoffpct'
    ] -%}
    concat_ws(
        ', '
        {%- for column in columns %},
            case when not (player_stats_{{ column }} between 0 and 100) then '{{ column }} ' || player_stats_{{ column }} end
        {%- endfor %}
    )
{%- endmacro %}

{% macro invalid_times() -%}
    {%- set columns = [
        'goaliestats_timeonice', 'skaterstats_eventimeonice', 'skaterstats_powerplaytimeonice',
        'skaterstats_shorthandedtimeonice', 'skaterstats_timeonice'
    ] -%}
    concat_ws(
        ', '
        {%- for column in columns %},
            case
                when player_stats_{{ column }} !~ '^[0-9]{1,4}:[0-5][0-9]$' then '{{ column }} ' || player_stats_{{ column }}
            end
        {%- endfor %}
    )
{%- endmacro %}
