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
        {%- for prefix in ['', 'playoff_', 'total_'] %}
            sum({{ prefix }}games_played)::integer as {{ prefix }}games_played,
            {{ known_sum(prefix ~ 'goals') }} as {{ prefix }}goals,
            {{ known_sum(prefix ~ 'assists') }} as {{ prefix }}assists,
            {{ known_sum(prefix ~ 'points') }} as {{ prefix }}points,
            {{ total(prefix ~ 'time_on_ice_seconds') }} as {{ prefix }}time_on_ice_seconds,
        {%- endfor %}
        {%- for prefix in ['', 'playoff_'] %}
            {%- for count in ['games_expected', 'games_loaded', 'games_missing', 'games_with_exceptions'] %}
                sum({{ prefix }}{{ count }})::integer as {{ prefix }}{{ count }},
            {%- endfor %}
        {%- endfor %}
        count(*)::integer as season_count
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
        sums.playoff_games_missing,
        sums.games_expected,
        sums.games_loaded,
        sums.games_with_exceptions,
        sums.playoff_games_expected,
        sums.playoff_games_loaded,
        sums.playoff_games_with_exceptions
    from sums
    inner join players on sums.player_id = players.player_id
)

select * from final
