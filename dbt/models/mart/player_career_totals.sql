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
        {{ known_sum('goals') }} as goals,
        {{ known_sum('assists') }} as assists,
        {{ known_sum('points') }} as points,
        {{ known_sum('time_on_ice_seconds') }} as time_on_ice_seconds,
        sum(regular_games_played)::integer as regular_games_played,
        {{ known_sum('regular_goals') }} as regular_goals,
        {{ known_sum('regular_assists') }} as regular_assists,
        {{ known_sum('regular_points') }} as regular_points,
        {{ known_sum('regular_time_on_ice_seconds') }} as regular_time_on_ice_seconds,
        sum(playoff_games_played)::integer as playoff_games_played,
        {{ known_sum('playoff_goals') }} as playoff_goals,
        {{ known_sum('playoff_assists') }} as playoff_assists,
        {{ known_sum('playoff_points') }} as playoff_points,
        {{ known_sum('playoff_time_on_ice_seconds') }} as playoff_time_on_ice_seconds
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
