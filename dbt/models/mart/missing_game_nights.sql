{{ config(materialized='view') }}

with

game_days as (
    select * from {{ ref('game_days') }}
),

season_dates as (
    select * from {{ ref('season_dates') }}
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

read_days as (
    select
        game_date,
        games_wanted,
        extract(year from game_date - interval '6 months') as start_year
    from game_days
    where source = 'nhl'
),

named_seasons as (
    select
        regular_start as first_date,
        coalesce(playoff_end, regular_end + 75) as last_date,
        coalesce(preseason_start, regular_start) as opened_on
    from season_dates
),

-- When games are played: by the schedule's own dates of the season; where no schedule names any (statsapi), from the
-- first game that was read to the last, and a week more.
seasons as (
    select * from named_seasons
    union all
    select
        min(read_days.game_date) as first_date,
        max(read_days.game_date) + 7 as last_date,
        min(read_days.game_date) as opened_on
    from read_days
    left join named_seasons on read_days.game_date between named_seasons.first_date and named_seasons.last_date
    where read_days.games_wanted > 0 and named_seasons.first_date is null
    group by read_days.start_year
),

-- Each date that was read, with the season that it belongs to: the one that ends next.
days_of_seasons as (
    select
        read_days.game_date,
        min(seasons.last_date) as season_end
    from read_days
    left join seasons on read_days.game_date <= seasons.last_date
    group by read_days.game_date
),

spans as (
    select
        game_date + 1 as first_date,
        lead(game_date) over dates - 1 as last_date,
        season_end,
        lead(season_end) over dates as next_season_end
    from days_of_seasons
    window dates as (order by game_date)
),

-- Nights that nobody asked the live schedule for: between two dates of one season that were read, or, after the last
-- one, of the last fortnight.
unread_spans as (
    select
        first_date,
        last_date
    from spans
    where season_end = next_season_end
    union all
    select
        greatest(spans.first_date, clock.today - 14) as first_date,
        clock.today - 1 as last_date
    from spans
    cross join clock
    where spans.last_date is null
),

-- Of a season that no schedule has named yet it is taken that it opens when the one before did.
not_read as (
    select distinct
        nights.game_date::date as game_date,
        'the schedule was not read' as what
    from unread_spans
    cross join
        generate_series(unread_spans.first_date, unread_spans.last_date, interval '1 day') as nights (game_date)
    left join seasons on nights.game_date between seasons.first_date and seasons.last_date
    where
        seasons.first_date is not null
        or nights.game_date >= (select max(latest.opened_on) + interval '1 year' from seasons as latest)
),

final as (
    select * from not_loaded
    union all
    select * from not_read
)

select * from final
