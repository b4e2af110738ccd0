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

-- Each date that was read, and the next one that was; after the last one, the last fortnight.
read_days as (
    select
        game_days.game_date,
        lead(game_days.game_date) over (order by game_days.game_date) as next_date,
        max(case when game_days.games_wanted > 0 then game_days.game_date end) over (
            partition by extract(year from game_days.game_date - interval '6 months')
        ) as last_game_date,
        clock.today
    from game_days
    cross join clock
    where game_days.source = 'nhl'
),

unread_spans as (
    select
        game_date + 1 as first_date,
        next_date - 1 as last_date
    from read_days
    where
        next_date > game_date + 1
        and game_date < last_game_date
        and extract(year from game_date - interval '6 months')
        = extract(year from next_date - interval '6 months')
    union all
    select
        greatest(game_date + 1, today - 14) as first_date,
        today - 1 as last_date
    from read_days
    where next_date is null
),

-- Nights that nobody asked the live schedule for, at the end or between two dates of one season. In July, August and
-- September nothing is missed: the one season
-- that was played there (2020, the pandemic) is loaded by a backfill, whose days are read.
not_read as (
    select
        nights.game_date::date as game_date,
        'the schedule was not read' as what
    from unread_spans
    cross join
        generate_series(unread_spans.first_date, unread_spans.last_date, interval '1 day') as nights (game_date)
    where extract(month from nights.game_date) not in (7, 8, 9)
),

final as (
    select * from not_loaded
    union all
    select * from not_read
)

select * from final
