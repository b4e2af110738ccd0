{{ config(materialized='view') }}

with

game_days as (
    select * from {{ ref('game_days') }}
),

season_dates as (
    select * from {{ ref('season_dates') }}
),

current_day as (
    select {{ today() }} as today
),

-- A date is over when the next day has begun in New York.
not_loaded as (
    select
        game_days.game_date,
        format('%s of %s games are not loaded', game_days.games_wanted - game_days.games_loaded, game_days.games_wanted)
            as what
    from game_days
    cross join current_day
    where
        game_days.game_date < current_day.today
        and game_days.games_loaded < game_days.games_wanted
),

known_seasons as (
    select
        season,
        least(regular_start, first_game_date) as first_date,
        case
            when playoff_end is null then greatest(regular_end, last_game_date + 7)
            else greatest(playoff_end, last_game_date)
        end as last_date,
        least(preseason_start, regular_start, first_game_date) as opening_date
    from season_dates
),

-- The span of each season: its dates in the schedule and those of its games. Without an end of the playoffs it may go
-- on for a week, which is what a schedule lists. The season after the latest is assumed to be played a year later.
seasons as (
    select * from known_seasons
    union all
    select
        season + 10001 as season,
        (opening_date + interval '1 year')::date as first_date,
        (last_date + interval '1 year')::date as last_date,
        (opening_date + interval '1 year')::date as opening_date
    from known_seasons
    where season = (select max(latest.season) from known_seasons as latest)
),

-- Each date whose schedule was read, assigned to the season that ends next.
dates_with_season_end as (
    select
        game_days.game_date,
        min(seasons.last_date) as season_end
    from game_days
    left join seasons on game_days.game_date <= seasons.last_date
    group by game_days.game_date
),

spans as (
    select
        game_date + 1 as first_date,
        lead(game_date) over by_date - 1 as last_date,
        season_end,
        lead(season_end) over by_date as next_season_end
    from dates_with_season_end
    window by_date as (order by game_date)
),

-- Dates whose schedule was never read: gaps between two read dates of the same season, and the last 14 days after the
-- last read date.
unread_spans as (
    select
        first_date,
        last_date
    from spans
    where season_end = next_season_end
    union all
    select
        greatest(spans.first_date, current_day.today - 14) as first_date,
        current_day.today - 1 as last_date
    from spans
    cross join current_day
    where spans.last_date is null
),

not_read as (
    select distinct
        dates.game_date::date as game_date,
        'the schedule was not read' as what
    from unread_spans
    cross join
        generate_series(unread_spans.first_date, unread_spans.last_date, interval '1 day') as dates (game_date)
    inner join seasons on dates.game_date between seasons.first_date and seasons.last_date
),

unioned as (
    select * from not_loaded
    union all
    select * from not_read
),

-- The season whose span contains the date, or is nearest.
final as (
    select distinct on (unioned.game_date, unioned.what)
        unioned.game_date,
        unioned.what,
        seasons.season
    from unioned
    left join seasons on true
    order by
        unioned.game_date,
        unioned.what,
        greatest(seasons.opening_date - unioned.game_date, unioned.game_date - seasons.last_date, 0),
        seasons.season desc
)

select * from final
