with

player_season_teams as (
    select * from {{ ref('player_season_teams') }}
    where game_type in (2, 3)
),

players as (
    select * from {{ ref('players') }}
),

player_season_games as (
    select * from {{ ref('player_season_games') }}
    where stage = 'together'
),

latest_teams as (
    select distinct on (season, nhl_player_id)
        season,
        nhl_player_id,
        team_id,
        team_name
    from player_season_teams
    order by season, nhl_player_id, last_game_date desc, last_game_id desc
),

sums as (
    select
        season,
        nhl_player_id,
        count(distinct team_id)::integer as team_count,
        sum(games_played)::integer as games_played,
        {{ known_sum('goals') }} as goals,
        {{ known_sum('assists') }} as assists,
        {{ known_sum('points') }} as points,
        {{ known_sum('time_on_ice_seconds') }} as time_on_ice_seconds,
        coalesce(sum(games_played) filter (where game_type = 2), 0)::integer as regular_games_played,
        {{ known_sum('goals', [2]) }} as regular_goals,
        {{ known_sum('assists', [2]) }} as regular_assists,
        {{ known_sum('points', [2]) }} as regular_points,
        {{ known_sum('time_on_ice_seconds', [2]) }} as regular_time_on_ice_seconds,
        coalesce(sum(games_played) filter (where game_type = 3), 0)::integer as playoff_games_played,
        {{ known_sum('goals', [3]) }} as playoff_goals,
        {{ known_sum('assists', [3]) }} as playoff_assists,
        {{ known_sum('points', [3]) }} as playoff_points,
        {{ known_sum('time_on_ice_seconds', [3]) }} as playoff_time_on_ice_seconds
    from player_season_teams
    group by season, nhl_player_id
),

final as (
    select
        sums.season,
        sums.nhl_player_id,
        players.full_name,
        latest_teams.team_id,
        latest_teams.team_name,
        sums.team_count,
        sums.games_played,
        sums.goals,
        sums.assists,
        sums.points,
        sums.time_on_ice_seconds,
        sums.regular_games_played,
        sums.regular_goals,
        sums.regular_assists,
        sums.regular_points,
        sums.regular_time_on_ice_seconds,
        sums.playoff_games_played,
        sums.playoff_goals,
        sums.playoff_assists,
        sums.playoff_points,
        sums.playoff_time_on_ice_seconds,
        coalesce(player_season_games.games_expected, 0) as games_expected,
        coalesce(player_season_games.games_missing, 0) as games_missing
    from sums
    inner join players on sums.nhl_player_id = players.nhl_player_id
    inner join latest_teams
        on sums.season = latest_teams.season and sums.nhl_player_id = latest_teams.nhl_player_id
    left join player_season_games
        on sums.season = player_season_games.season and sums.nhl_player_id = player_season_games.nhl_player_id
)

select * from final
