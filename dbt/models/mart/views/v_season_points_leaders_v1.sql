with

season_points_leaders as (
    select * from {{ ref('season_points_leaders') }}
),

final as (
    select
        season,
        game_type,
        team_id,
        team_name,
        team_abbreviation,
        player_id,
        full_name,
        games_played,
        goals,
        assists,
        points,
        games_expected,
        games_loaded,
        games_missing,
        games_with_exceptions
    from season_points_leaders
)

select * from final
