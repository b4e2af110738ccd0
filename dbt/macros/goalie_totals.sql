{# CTEs that add the goalie columns of player_season_teams, from the CTEs player_season_teams and goalie_rows (its rows with a
   game as a goalie) to goalie_totals, one row per season, phase (the column that is named) and goalie. Percentages are
   computed from sums: an average of percentages would weigh a game of 5 shots like one of 50. #}
{% macro goalie_totals(phase) -%}
latest_teams as (
    select distinct on (season, player_id)
        season,
        player_id,
        team_id,
        team_name
    from player_season_teams
    order by season, player_id, last_game_date desc, last_game_id desc
),

goalie_sums as (
    select
        season,
        {{ phase }},
        player_id,
        sum(goalie_games)::integer as games_played,
        sum(goalie_wins)::integer as wins,
        sum(goalie_losses)::integer as losses,
        sum(goalie_overtime_losses)::integer as overtime_losses,
        sum(goalie_ties)::integer as ties,
        {{ total('goalie_shots_against') }} as shots_against,
        {{ total('goalie_saves') }} as saves,
        {{ total('goalie_time_on_ice_seconds') }} as time_on_ice_seconds,
        {{ total('goalie_goals_against') }} as goals_against,
        sum(goalie_timed_goals_against)::integer as timed_goals_against,
        sum(goalie_goals_against_seconds)::integer as goals_against_seconds,
        {{ total('goalie_shutouts') }} as shutouts,
        {{ total('goalie_starts') }} as starts
    from goalie_rows
    group by season, {{ phase }}, player_id
),

goalie_totals as (
    select
        goalie_sums.*,
        latest_teams.team_id,
        latest_teams.team_name,
        ({{ share('goalie_sums.saves', 'goalie_sums.shots_against', '100.0') }})::numeric(5, 2) as save_percentage,
        (
            case
                when goalie_sums.timed_goals_against >= 0
                    then {{ per_60('goalie_sums.timed_goals_against', 'goalie_sums.goals_against_seconds', '99999.0') }}
            end
        )::numeric(7, 2) as goals_against_average
    from goalie_sums
    inner join latest_teams
        on goalie_sums.season = latest_teams.season and goalie_sums.player_id = latest_teams.player_id
)
{%- endmacro %}
