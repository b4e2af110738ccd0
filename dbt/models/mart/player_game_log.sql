{{
    config(
        materialized='incremental',
        incremental_strategy='replace_changed',
        changed_by='season',
        indexes=[{'columns': ['game_id', 'nhl_player_id'], 'unique': True}, {'columns': ['season']}, {'columns': ['nhl_player_id']}],
    )
}}

with

player_game_stats as (
    select * from {{ ref('player_game_stats') }}
    {{ only_changed('season') }}
),

team_game_results as (
    select * from {{ ref('team_game_results') }}
),

lines as (
    select
        *,
        {{ is_goalie() }} as is_goalie,
        {{ time_on_ice_seconds() }} as time_on_ice_seconds,
        {{ has_played() }} as has_played,
        {{ scored('goals') }} as goals,
        {{ scored('assists') }} as assists,
        {{ goals_against() }} as goals_against,
        {{ is_shutout() }} as is_shutout
    from player_game_stats
),

final as (
    select
        lines.season,
        lines.game_id,
        lines.game_date,
        lines.game_type,
        lines.nhl_player_id,
        lines.full_name,
        lines.game_team_id as team_id,
        lines.game_team_name as team_name,
        team_game_results.opponent_team_name,
        lines.side,
        team_game_results.outcome,
        lines.is_goalie,
        lines.has_played,
        lines.time_on_ice_seconds,
        lines.goals,
        lines.assists,
        lines.goals + lines.assists as points,
        lines.stats_shots as shots,
        lines.stats_plus_minus as plus_minus,
        lines.goalie_stats_saves as saves,
        lines.goalie_stats_shots as shots_against,
        (count(*) filter (where lines.has_played) over so_far)::integer as games_played_so_far,
        (sum(lines.goals) over so_far)::integer as goals_so_far,
        (sum(lines.assists) over so_far)::integer as assists_so_far,
        (sum(lines.goals + lines.assists) over so_far)::integer as points_so_far,
        lines.goals_against,
        lines.is_shutout,
        lines.is_starter,
        lines.stats_shifts as shifts
    from lines
    left join team_game_results
        on lines.game_id = team_game_results.game_id and lines.side = team_game_results.side
    window so_far as (
        partition by lines.season, lines.game_type, lines.nhl_player_id
        order by lines.game_date, lines.game_id
    )
)

select * from final
