with

team_game_results as (
    select * from {{ ref('team_game_results') }}
),

missing_games as (
    select * from {{ ref('missing_games') }}
),

data_quality_exceptions as (
    select * from {{ ref('data_quality_exceptions') }}
),

-- Of a quarantined game the former version may be loaded: it counts, because its totals are not the latest.
games_with_exceptions as (
    select distinct game_id
    from data_quality_exceptions
),

loaded as (
    select
        team_game_results.season,
        team_game_results.game_type,
        team_game_results.team_id,
        max(team_game_results.team_abbreviation) as team_abbreviation,
        count(*)::integer as games_loaded,
        count(games_with_exceptions.game_id)::integer as games_with_exceptions
    from team_game_results
    left join games_with_exceptions on team_game_results.game_id = games_with_exceptions.game_id
    group by team_game_results.season, team_game_results.game_type, team_game_results.team_id
),

missing as (
    select
        missing_games.season,
        {{ game_type_name('missing_games.game_type') }} as game_type,
        sides.team_id,
        max({{ team_abbreviation('sides.team_abbreviation') }}) as team_abbreviation,
        count(*)::integer as games_missing
    from missing_games
    cross join
        lateral (
            values
            (missing_games.away_team_id, missing_games.away_team_abbreviation),
            (missing_games.home_team_id, missing_games.home_team_abbreviation)
        ) as sides (team_id, team_abbreviation)
    where sides.team_id is not null
    group by missing_games.season, missing_games.game_type, sides.team_id
),

final as (
    select
        coalesce(loaded.season, missing.season) as season,
        coalesce(loaded.game_type, missing.game_type) as game_type,
        coalesce(loaded.team_id, missing.team_id) as team_id,
        coalesce(loaded.team_abbreviation, missing.team_abbreviation) as team_abbreviation,
        coalesce(loaded.games_loaded, 0) + coalesce(missing.games_missing, 0) as games_expected,
        coalesce(loaded.games_loaded, 0) as games_loaded,
        coalesce(missing.games_missing, 0) as games_missing,
        coalesce(loaded.games_with_exceptions, 0) as games_with_exceptions
    from loaded
    full outer join missing
        on loaded.season = missing.season and loaded.game_type = missing.game_type and loaded.team_id = missing.team_id
)

select * from final
