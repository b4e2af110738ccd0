{{
    config(
        materialized='incremental',
        incremental_strategy='replace_changed',
        changed_by='season',
        indexes=[{'columns': ['game_id', 'player_id'], 'unique': True}, {'columns': ['season']}, {'columns': ['player_id']}],
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

player_rows as (
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
        player_rows.season,
        player_rows.game_id,
        player_rows.game_date,
        {{ game_type_name('player_rows.game_type') }} as game_type,
        player_rows.nhl_player_id as player_id,
        player_rows.full_name,
        player_rows.game_team_id as team_id,
        player_rows.game_team_name as team_name,
        team_game_results.team_abbreviation,
        team_game_results.opponent_team_id,
        team_game_results.opponent_team_name,
        team_game_results.opponent_team_abbreviation,
        player_rows.side,
        team_game_results.is_overtime,
        team_game_results.is_shootout,
        team_game_results.outcome,
        player_rows.is_goalie,
        player_rows.has_played,
        player_rows.time_on_ice_seconds,
        player_rows.goals,
        player_rows.assists,
        player_rows.goals + player_rows.assists as points,
        player_rows.stats_shots as shots,
        player_rows.stats_plus_minus as plus_minus,
        player_rows.goalie_stats_saves as saves,
        player_rows.goalie_stats_shots as shots_against,
        (count(*) filter (where player_rows.has_played) over so_far)::integer as games_played_so_far,
        (sum(player_rows.goals) over so_far)::integer as goals_so_far,
        (sum(player_rows.assists) over so_far)::integer as assists_so_far,
        (sum(player_rows.goals + player_rows.assists) over so_far)::integer as points_so_far,
        player_rows.goals_against,
        player_rows.is_shutout,
        player_rows.is_starter,
        player_rows.stats_shifts as shifts
    from player_rows
    left join team_game_results
        on player_rows.game_id = team_game_results.game_id and player_rows.side = team_game_results.side
    window so_far as (
        partition by player_rows.season, player_rows.game_type, player_rows.nhl_player_id
        order by player_rows.game_date, player_rows.game_id
    )
)

select * from final
