with

game as (
    select * from {{ source('etl', 'game') }}
),

loaded_games as (
    select * from {{ ref('loaded_games') }}
),

final as (
    select
        game_id,
        game_date,
        season,
        game_type,
        away_team_id,
        away_team as away_team_abbreviation,
        home_team_id,
        home_team as home_team_abbreviation,
        state
    from game
    where
        (state in ('final', 'queued', 'fetching', 'stored', 'loading', 'dead') or loaded_at is not null)
        and game_id not in (select loaded_games.game_id from loaded_games)
)

select * from final
