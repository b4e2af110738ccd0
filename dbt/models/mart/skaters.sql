with

player_season_teams as (
    select * from {{ ref('player_season_teams') }}
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

skater_rows as (
    select * from player_season_teams
    where skater_games > 0 and game_type in ('regular season', 'playoffs')
),

-- The team of the latest game is taken here: a join would be estimated at one row, and what follows joined in loops.
sums as (
    select
        season,
        game_type,
        player_id,
        {%- for column in ['team_id', 'team_name', 'position_code'] %}
            (array_agg({{ column }} order by last_game_date desc, last_game_id desc))[1] as {{ column }},
        {%- endfor %}
        sum(skater_games)::integer as games_played,
        sum(skater_goals)::integer as goals,
        sum(skater_assists)::integer as assists,
        sum(skater_goals + skater_assists)::integer as points,
        {%- for column in [
            'plus_minus', 'penalty_minutes', 'power_play_goals', 'power_play_assists', 'short_handed_goals',
            'short_handed_assists', 'shots', 'hits', 'blocked_shots', 'giveaways', 'takeaways', 'face_off_wins',
            'face_offs_taken', 'shifts', 'skater_time_on_ice_seconds', 'even_time_on_ice_seconds',
            'power_play_time_on_ice_seconds', 'short_handed_time_on_ice_seconds'
        ] %}
            {{ total(column) }} as {{ column }},
        {%- endfor %}
        count(*)::integer as team_count
    from skater_rows
    group by season, game_type, player_id
),

final as (
    select
        sums.season,
        sums.game_type,
        sums.player_id,
        players.full_name,
        coalesce(sums.position_code, players.position_code) as position_code,
        sums.team_id,
        sums.team_name,
        teams.team_abbreviation,
        sums.team_count,
        sums.games_played,
        sums.goals,
        sums.assists,
        sums.points,
        sums.plus_minus,
        sums.penalty_minutes,
        sums.power_play_goals,
        sums.power_play_assists,
        sums.power_play_goals + sums.power_play_assists as power_play_points,
        sums.short_handed_goals,
        sums.short_handed_assists,
        sums.short_handed_goals + sums.short_handed_assists as short_handed_points,
        sums.shots,
        ({{ share('sums.goals', 'sums.shots', '100.0') }})::numeric(6, 2) as shooting_percentage,
        sums.hits,
        sums.blocked_shots,
        sums.giveaways,
        sums.takeaways,
        sums.face_off_wins,
        sums.face_offs_taken,
        ({{ share('sums.face_off_wins', 'sums.face_offs_taken', '100.0') }})::numeric(6, 2) as face_off_percentage,
        sums.shifts,
        sums.skater_time_on_ice_seconds as time_on_ice_seconds,
        sums.even_time_on_ice_seconds,
        sums.power_play_time_on_ice_seconds,
        sums.short_handed_time_on_ice_seconds,
        round(1.0 * sums.skater_time_on_ice_seconds / sums.games_played)::integer as time_on_ice_seconds_per_game,
        {%- for column in ['goals', 'assists', 'points', 'shots', 'hits'] %}
            ({{ per_60('sums.' ~ column, 'sums.skater_time_on_ice_seconds') }})::numeric(8, 2)
                as {{ column }}_per_60,
        {%- endfor %}
        coalesce(player_season_games.games_expected, 0) as games_expected,
        coalesce(player_season_games.games_loaded, 0) as games_loaded,
        coalesce(player_season_games.games_missing, 0) as games_missing,
        coalesce(player_season_games.games_with_exceptions, 0) as games_with_exceptions
    from sums
    inner join players on sums.player_id = players.player_id
    left join teams
        on sums.season = teams.season and sums.game_type = teams.game_type and sums.team_id = teams.team_id
    left join player_season_games
        on
            sums.season = player_season_games.season
            and sums.game_type = player_season_games.game_type
            and sums.player_id = player_season_games.player_id
)

select * from final
