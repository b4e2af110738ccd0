with

team_game_results as (
    select * from {{ ref('team_game_results') }}
),

missing_games as (
    select * from {{ ref('missing_games') }}
),

played as (
    select
        season,
        game_type,
        team_id,
        count(*)::integer as games_played
    from team_game_results
    group by season, game_type, team_id
),

missing as (
    select
        missing_games.season,
        missing_games.game_type,
        sides.team_id,
        max(sides.team_abbreviation) as team_abbreviation,
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
        coalesce(played.season, missing.season) as season,
        coalesce(played.game_type, missing.game_type) as game_type,
        case coalesce(played.game_type, missing.game_type)
            when 2 then 'regular season'
            when 3 then 'playoffs'
            else 'other'
        end as stage,
        coalesce(played.team_id, missing.team_id) as team_id,
        missing.team_abbreviation,
        coalesce(played.games_played, 0) + coalesce(missing.games_missing, 0) as games_expected,
        coalesce(missing.games_missing, 0) as games_missing
    from played
    full outer join missing
        on played.season = missing.season and played.game_type = missing.game_type and played.team_id = missing.team_id
)

select * from final
