{{ config(materialized='view') }}

with

game_days as (
    select * from {{ ref('game_days') }}
),

clock as (
    select {{ today() }} as today
),

-- A night is over when the next day has begun where the league plays.
not_loaded as (
    select
        game_days.game_date,
        format('%s of %s games are not loaded', game_days.games_wanted - game_days.games_loaded, game_days.games_wanted)
            as what
    from game_days
    cross join clock
    where
        game_days.game_date < clock.today
        and game_days.games_loaded < game_days.games_wanted
),

last_read as (
    select max(game_date) as game_date
    from game_days
    where source = 'nhl'
),

-- Nights that nobody asked the live schedule for. In July, August and September nothing is missed: the one season
-- that was played there (2020, the pandemic) is loaded by a backfill, whose days are read.
not_read as (
    select
        nights.game_date::date as game_date,
        'the schedule was not read' as what
    from last_read
    cross join clock
    cross join generate_series(last_read.game_date + 1, clock.today - 1, interval '1 day') as nights (game_date)
    where
        nights.game_date > clock.today - 15
        and extract(month from nights.game_date) not in (7, 8, 9)
),

final as (
    select * from not_loaded
    union all
    select * from not_read
)

select * from final
