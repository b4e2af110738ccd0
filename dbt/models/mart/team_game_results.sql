{{
    config(
        materialized='incremental',
        incremental_strategy='replace_changed',
        changed_by='game_id',
        indexes=[{'columns': ['game_id']}],
    )
}}

with

player_game_stats as (
    select * from {{ ref('player_game_stats') }}
    {{ only_changed('game_id') }}
),

loaded_games as (
    select * from {{ ref('loaded_games') }}
),

-- Sums are NULL where no line knows the figure.
teams as (
    select
        game_id,
        side,
        min(game_team_id) as team_id,
        min(game_team_name) as team_name,
        count(*)::integer as line_count,
        (
            coalesce(sum(stats_goals), 0) + coalesce(sum(goalie_stats_goals), 0)
        )::integer as goals,
        sum(stats_shots)::integer as shots,
        sum(stats_power_play_goals)::integer as power_play_goals,
        sum(stats_penalty_minutes)::integer as penalty_minutes,
        sum(goalie_stats_saves)::integer as saves,
        sum(goalie_stats_shots)::integer as shots_against,
        sum(goalie_stats_shots - goalie_stats_saves)::integer as goals_against_goalies,
        sum(goalie_stats_time_on_ice_seconds)::integer as goalie_seconds,
        count(goalie_stats_decision)::integer as decision_count,
        min(goalie_stats_decision) as decision
    from player_game_stats
    group by game_id, side
),

final as (
    select
        teams.game_id,
        loaded_games.game_date,
        loaded_games.season,
        loaded_games.game_type,
        loaded_games.stage,
        teams.side,
        teams.team_id,
        teams.team_name,
        opponents.team_id as opponent_team_id,
        opponents.team_name as opponent_team_name,
        case teams.side when 'home' then loaded_games.home_score else loaded_games.away_score end as score,
        case teams.side when 'home' then loaded_games.away_score else loaded_games.home_score end as opponent_score,
        teams.goals,
        opponents.goals as opponent_goals,
        coalesce(
            loaded_games.is_shootout,
            teams.goals = opponents.goals and 'O' in (teams.decision, opponents.decision)
        ) as is_shootout,
        case
            when teams.decision = 'W' then 'win'
            when teams.decision = 'O' then 'overtime loss'
            when teams.decision = 'L' then 'loss'
            when teams.goals > opponents.goals then 'win'
            when teams.goals < opponents.goals then 'loss'
        end as outcome,
        teams.shots,
        teams.power_play_goals,
        teams.penalty_minutes,
        teams.saves,
        teams.shots_against,
        teams.goals_against_goalies,
        teams.goals - opponents.goals_against_goalies as empty_net_goals,
        teams.goalie_seconds,
        teams.decision,
        teams.decision_count,
        teams.line_count,
        loaded_games.source,
        loaded_games.shape
    from teams
    inner join loaded_games on teams.game_id = loaded_games.game_id
    left join teams as opponents on teams.game_id = opponents.game_id and teams.side <> opponents.side
)

select * from final
