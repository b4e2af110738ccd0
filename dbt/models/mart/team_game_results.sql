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
        max(goalie_stats_decision) as decision
    from player_game_stats
    group by game_id, side
),

pairs as (
    select
        teams.*,
        loaded_games.game_date,
        loaded_games.season,
        loaded_games.game_type,
        loaded_games.stage,
        loaded_games.source,
        loaded_games.shape,
        loaded_games.is_edited,
        opponents.team_id as opponent_team_id,
        opponents.team_name as opponent_team_name,
        opponents.goals as opponent_goals,
        opponents.goals_against_goalies as opponent_goals_against_goalies,
        case teams.side when 'home' then loaded_games.home_score else loaded_games.away_score end as score,
        case teams.side when 'home' then loaded_games.away_score else loaded_games.home_score end as opponent_score,
        -- Players' goals are level and yet a goalie has won. There have been no ties since 2005.
        coalesce(
            loaded_games.is_shootout,
            teams.goals = opponents.goals and (teams.decision = 'W' or opponents.decision = 'W'),
            false
        ) as is_shootout
    from teams
    inner join loaded_games on teams.game_id = loaded_games.game_id
    left join teams as opponents on teams.game_id = opponents.game_id and teams.side <> opponents.side
),

final as (
    select
        game_id,
        game_date,
        season,
        game_type,
        stage,
        side,
        team_id,
        team_name,
        opponent_team_id,
        opponent_team_name,
        score,
        opponent_score,
        goals,
        opponent_goals,
        is_shootout,
        case
            when decision = 'W' then 'win'
            when decision = 'O' or (decision = 'L' and is_shootout) then 'overtime loss'
            when decision = 'L' then 'loss'
            when coalesce(score, goals) > coalesce(opponent_score, opponent_goals) then 'win'
            when coalesce(score, goals) < coalesce(opponent_score, opponent_goals) and is_shootout then 'overtime loss'
            when coalesce(score, goals) < coalesce(opponent_score, opponent_goals) then 'loss'
        end as outcome,
        shots,
        power_play_goals,
        penalty_minutes,
        saves,
        shots_against,
        goals_against_goalies,
        goals - opponent_goals_against_goalies as empty_net_goals,
        goalie_seconds,
        decision,
        decision_count,
        line_count,
        source,
        shape,
        is_edited
    from pairs
)

select * from final
