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

read_dates as (
    select
        game_date,
        games_wanted,
        {{ season_of_date('game_date') }} as season
    from game_days
    where source = 'nhl'
),

scheduled_seasons as (
    select
        season,
        regular_start as first_date,
        coalesce(playoff_end, regular_end + 75) as last_date,
        coalesce(preseason_start, regular_start) as opening_date
    from season_dates
),

-- The span of each season: the dates stated in the schedule; without them (statsapi), from the first to the last date
-- with games, plus a week.
seasons as (
    select * from scheduled_seasons
    union all
    select
        read_dates.season,
        min(read_dates.game_date) as first_date,
        max(read_dates.game_date) + 7 as last_date,
        min(read_dates.game_date) as opening_date
    from read_dates
    left join scheduled_seasons
        on read_dates.game_date between scheduled_seasons.first_date and scheduled_seasons.last_date
    where read_dates.games_wanted > 0 and scheduled_seasons.first_date is null
    group by read_dates.season
),

-- Each date whose schedule was read, assigned to the season that ends next.
dates_with_season_end as (
    select
        read_dates.game_date,
        min(seasons.last_date) as season_end
    from read_dates
    left join seasons on read_dates.game_date <= seasons.last_date
    group by read_dates.game_date
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

-- A season without dates in any schedule is assumed to open one year after the previous one.
not_read as (
    select distinct
        dates.game_date::date as game_date,
        'the schedule was not read' as what
    from unread_spans
    cross join
        generate_series(unread_spans.first_date, unread_spans.last_date, interval '1 day') as dates (game_date)
    left join seasons on dates.game_date between seasons.first_date and seasons.last_date
    where
        seasons.first_date is not null
        or dates.game_date >= (select max(latest.opening_date) + interval '1 year' from seasons as latest)
),

unioned as (
    select * from not_loaded
    union all
    select * from not_read
),

final as (
    select
        unioned.game_date,
        unioned.what,
        coalesce(max(seasons.season), {{ season_of_date('unioned.game_date') }}) as season
    from unioned
    left join seasons on unioned.game_date between seasons.opening_date and seasons.last_date
    group by unioned.game_date, unioned.what
)

select * from final
