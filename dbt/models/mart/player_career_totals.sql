with

player_season_totals as (
    select * from {{ ref('player_season_totals') }}
),

players as (
    select * from {{ ref('players') }}
),

sums as (
    select
        nhl_player_id,
        count(*)::integer as season_count,
        sum(games_played)::integer as games_played,
        sum(goals)::integer as goals,
        sum(assists)::integer as assists,
        sum(points)::integer as points,
        {{ sum_of_seconds('time_on_ice_seconds') }} as time_on_ice_seconds,
        sum(regular_games_played)::integer as regular_games_played,
        sum(regular_goals)::integer as regular_goals,
        sum(regular_assists)::integer as regular_assists,
        sum(regular_points)::integer as regular_points,
        {{ sum_of_seconds('regular_time_on_ice_seconds') }} as regular_time_on_ice_seconds,
        sum(playoff_games_played)::integer as playoff_games_played,
        sum(playoff_goals)::integer as playoff_goals,
        sum(playoff_assists)::integer as playoff_assists,
        sum(playoff_points)::integer as playoff_points,
        {{ sum_of_seconds('playoff_time_on_ice_seconds') }} as playoff_time_on_ice_seconds
    from player_season_totals
    group by nhl_player_id
),

final as (
    select
        sums.nhl_player_id,
        players.full_name,
        players.team_name,
        sums.season_count,
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
        sums.playoff_time_on_ice_seconds
    from sums
    inner join players on sums.nhl_player_id = players.nhl_player_id
)

select * from final
