with

player_season_teams as (
    select * from {{ ref('player_season_teams') }}
    where game_type in ('regular season', 'playoffs')
),

players as (
    select * from {{ ref('players') }}
),

teams as (
    select * from {{ ref('teams') }}
),

player_season_games as (
    select * from {{ ref('player_season_games') }}
),

latest_teams as (
    select distinct on (season, player_id)
        season,
        player_id,
        game_type,
        team_id,
        team_name
    from player_season_teams
    order by season, player_id, last_game_date desc, last_game_id desc
),

games as (
    select
        season,
        player_id,
        {%- for prefix, game_type in [('', 'regular season'), ('playoff_', 'playoffs')] %}
            {%- for count in ['games_expected', 'games_loaded', 'games_missing', 'games_with_exceptions'] %}
                coalesce(sum({{ count }}) filter (where game_type = '{{ game_type }}'), 0)::integer
                    as {{ prefix }}{{ count }},
            {%- endfor %}
        {%- endfor %}
        count(*) as game_type_count
    from player_season_games
    group by season, player_id
),

sums as (
    select
        season,
        player_id,
        {%- for prefix, game_types in [
            ('', ['regular season']), ('playoff_', ['playoffs']), ('total_', ['regular season', 'playoffs'])
        ] %}
            {%- for column in ['games_played', 'goals', 'assists', 'points'] %}
                {{ known_sum(column, game_types) }} as {{ prefix }}{{ column }},
            {%- endfor %}
            {{ total('time_on_ice_seconds', game_types) }} as {{ prefix }}time_on_ice_seconds,
        {%- endfor %}
        count(distinct team_id)::integer as team_count
    from player_season_teams
    group by season, player_id
),

final as (
    select
        sums.season,
        sums.player_id,
        players.full_name,
        latest_teams.team_id,
        latest_teams.team_name,
        teams.team_abbreviation,
        sums.team_count,
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
        coalesce(games.games_expected, 0) as games_expected,
        coalesce(games.games_loaded, 0) as games_loaded,
        coalesce(games.games_missing, 0) as games_missing,
        coalesce(games.games_with_exceptions, 0) as games_with_exceptions,
        coalesce(games.playoff_games_expected, 0) as playoff_games_expected,
        coalesce(games.playoff_games_loaded, 0) as playoff_games_loaded,
        coalesce(games.playoff_games_missing, 0) as playoff_games_missing,
        coalesce(games.playoff_games_with_exceptions, 0) as playoff_games_with_exceptions
    from sums
    inner join players on sums.player_id = players.player_id
    inner join latest_teams
        on sums.season = latest_teams.season and sums.player_id = latest_teams.player_id
    left join teams
        on
            latest_teams.season = teams.season
            and latest_teams.game_type = teams.game_type
            and latest_teams.team_id = teams.team_id
    left join games on sums.season = games.season and sums.player_id = games.player_id
)

select * from final
