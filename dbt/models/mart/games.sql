{{
    config(
        materialized='incremental',
        incremental_strategy='replace_changed',
        changed_by='game_id',
        indexes=[{'columns': ['game_id'], 'unique': True}],
    )
}}

with

loaded_games as (
    select * from {{ ref('loaded_games') }}
    {{ only_changed('game_id') }}
),

team_game_results as (
    select * from {{ ref('team_game_results') }}
    {{ only_changed('game_id') }}
),

home as (
    select * from team_game_results
    where side = 'home'
),

away as (
    select * from team_game_results
    where side = 'away'
),

final as (
    select
        loaded_games.game_id,
        loaded_games.game_date,
        loaded_games.season,
        {{ game_type_name('loaded_games.game_type') }} as game_type,
        away.team_id as away_team_id,
        away.team_name as away_team_name,
        {{ team_abbreviation('loaded_games.away_team_abbreviation') }} as away_team_abbreviation,
        away.goals as away_goals,
        home.team_id as home_team_id,
        home.team_name as home_team_name,
        {{ team_abbreviation('loaded_games.home_team_abbreviation') }} as home_team_abbreviation,
        home.goals as home_goals,
        loaded_games.away_score,
        loaded_games.home_score,
        coalesce(home.is_overtime, away.is_overtime) as is_overtime,
        coalesce(home.is_shootout, away.is_shootout) as is_shootout,
        case
            when home.outcome = 'win' then home.team_id
            when away.outcome = 'win' then away.team_id
        end as winner_team_id,
        case
            when home.outcome = 'win' then home.team_name
            when away.outcome = 'win' then away.team_name
        end as winner_team_name,
        loaded_games.line_count,
        loaded_games.source,
        loaded_games.loaded_at,
        loaded_games.venue,
        loaded_games.start_time,
        loaded_games.last_period,
        loaded_games.last_period_type
    from loaded_games
    left join home on loaded_games.game_id = home.game_id
    left join away on loaded_games.game_id = away.game_id
)

select * from final
