with

player_season_teams as (
    select * from {{ ref('player_season_teams') }}
),

-- The team of the latest game, including games as a scratch. Pre-season games count only if there is no other.
latest_games as (
    select distinct on (player_id)
        player_id,
        team_id,
        team_name
    from player_season_teams
    order by player_id, game_type not in ('regular season', 'playoffs'), last_game_date desc, last_game_id desc
),

latest_names as (
    select distinct on (player_id)
        player_id,
        full_name
    from player_season_teams
    order by player_id, full_name is null, is_short_name, name_game_date desc, name_game_id desc
),

sums as (
    select
        player_id,
        coalesce(sum(assists) filter (where game_type in ('regular season', 'playoffs')), 0)::integer as assists,
        coalesce(sum(goals) filter (where game_type in ('regular season', 'playoffs')), 0)::integer as goals,
        coalesce(
            sum(recorded_time_on_ice_seconds) filter (where game_type in ('regular season', 'playoffs')), 0
        )::integer as recorded_time_on_ice_seconds
    from player_season_teams
    group by player_id
),

final as (
    select
        sums.player_id,
        latest_names.full_name,
        latest_games.team_id,
        latest_games.team_name,
        sums.assists,
        sums.goals,
        sums.goals + sums.assists as points,
        sums.recorded_time_on_ice_seconds
    from sums
    inner join latest_games on sums.player_id = latest_games.player_id
    inner join latest_names on sums.player_id = latest_names.player_id
)

select * from final
