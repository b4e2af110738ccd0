-- Unknown goals, assists and points of a goalie are NULL in the mart, but remain 0 in version 1.
with

player_game_log as (
    select * from {{ ref('player_game_log') }}
),

team_game_results as (
    select
        game_id,
        side,
        {{ outcome_v1() }} as outcome
    from {{ ref('team_game_results') }}
),

final as (
    select
        player_game_log.season,
        player_game_log.game_id,
        player_game_log.game_date,
        {{ game_type_code('player_game_log.game_type') }} as game_type,
        player_game_log.player_id as nhl_player_id,
        player_game_log.full_name,
        player_game_log.team_id,
        player_game_log.team_name,
        player_game_log.opponent_team_name,
        player_game_log.side,
        team_game_results.outcome,
        player_game_log.is_goalie,
        player_game_log.has_played,
        player_game_log.time_on_ice_seconds,
        coalesce(player_game_log.goals, 0) as goals,
        coalesce(player_game_log.assists, 0) as assists,
        coalesce(player_game_log.points, 0) as points,
        player_game_log.shots,
        player_game_log.plus_minus,
        player_game_log.saves,
        player_game_log.shots_against,
        player_game_log.games_played_so_far,
        player_game_log.goals_so_far,
        player_game_log.assists_so_far,
        player_game_log.points_so_far
    from player_game_log
    left join team_game_results
        on player_game_log.game_id = team_game_results.game_id and player_game_log.side = team_game_results.side
)

select * from final
