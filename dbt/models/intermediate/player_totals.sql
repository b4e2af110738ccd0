with

player_game_stats as (
    select * from {{ ref('player_game_stats') }}
),

-- The team of the latest game, be it one he only watched from the stands.
latest_games as (
    select distinct on (nhl_player_id)
        nhl_player_id,
        game_team_id,
        game_team_name
    from player_game_stats
    order by nhl_player_id, game_date desc, game_id desc
),

-- The box score's short name (M. Hoffman, but not J.T. Miller) stands in only where no game has the full one.
latest_names as (
    select distinct on (nhl_player_id)
        nhl_player_id,
        full_name
    from player_game_stats
    order by
        nhl_player_id, full_name is null, full_name ~ '^.[.,] ?.[^.]', game_date desc, game_id desc
),

-- A player never has both kinds of statistics in a game. NULL is no statistics, so it adds nothing: who was only
-- ever a scratch has scored 0 in 0 seconds. Goals contain those on the power play and short-handed, and time on
-- ice is the total over all strengths: neither may be added again.
sums as (
    select
        nhl_player_id,
        sum(coalesce(stats_assists, 0) + coalesce(goalie_stats_assists, 0))::integer as assists,
        sum(coalesce(stats_goals, 0) + coalesce(goalie_stats_goals, 0))::integer as goals,
        sum(
            coalesce(stats_time_on_ice_seconds, 0) + coalesce(goalie_stats_time_on_ice_seconds, 0)
        )::integer as time_on_ice_seconds
    from player_game_stats
    group by nhl_player_id
),

final as (
    select
        sums.nhl_player_id,
        latest_names.full_name,
        latest_games.game_team_id as team_id,
        latest_games.game_team_name as team_name,
        sums.assists,
        sums.goals,
        sums.goals + sums.assists as points,
        sums.time_on_ice_seconds
    from sums
    inner join latest_games on sums.nhl_player_id = latest_games.nhl_player_id
    inner join latest_names on sums.nhl_player_id = latest_names.nhl_player_id
)

select * from final
