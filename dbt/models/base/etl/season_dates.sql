-- A view, because reading a schedule triggers no build, and missing_game_nights compares these dates with today. The id
-- of a game has its season, also in 2020, when one ended in September and the next began in January.
{{ config(materialized='view') }}

with

season as (
    select * from {{ source('etl', 'season') }}
),

game as (
    select * from {{ source('etl', 'game') }}
),

game_spans as (
    select
        season,
        min(game_date) as first_game_date,
        max(game_date) as last_game_date
    from game
    where state <> 'ignored' and (source <> 'bucket' or api_state is not null)
    group by season
),

final as (
    select
        coalesce(season.season, game_spans.season) as season,
        season.preseason_start,
        season.regular_start,
        season.regular_end,
        season.playoff_end,
        game_spans.first_game_date,
        game_spans.last_game_date
    from season
    full outer join game_spans on season.season = game_spans.season
)

select * from final
