with

player_season_totals as (
    select * from {{ ref('player_season_totals') }}
),

players as (
    select * from {{ ref('players') }}
),

sums as (
    select
        player_id,
        count(*)::integer as season_count,
        {%- for prefix in ['', 'playoff_', 'total_'] %}
            sum({{ prefix }}games_played)::integer as {{ prefix }}games_played,
            {{ known_sum(prefix ~ 'goals') }} as {{ prefix }}goals,
            {{ known_sum(prefix ~ 'assists') }} as {{ prefix }}assists,
            {{ known_sum(prefix ~ 'points') }} as {{ prefix }}points,
            {{ total(prefix ~ 'time_on_ice_seconds') }} as {{ prefix }}time_on_ice_seconds,
        {%- endfor %}
        sum(games_missing)::integer as games_missing,
        sum(playoff_games_missing)::integer as playoff_games_missing
    from player_season_totals
    group by player_id
),

final as (
    select
        sums.player_id,
        players.full_name,
        players.team_id,
        players.team_name,
        sums.season_count,
        sums.games_played,
        sums.goals,
        sums.assists,
        sums.points,
        sums.time_on_ice_seconds,
        sums.playoff_games_played,
        sums.playoff_goals,
        sums.playoff_assists,
        sums.playoff_points,
        sums.playoff_time_on_ice_seconds,
        sums.total_games_played,
        sums.total_goals,
        sums.total_assists,
        sums.total_points,
        sums.total_time_on_ice_seconds,
        sums.games_missing,
        sums.playoff_games_missing
    from sums
    inner join players on sums.player_id = players.player_id
)

select * from final
