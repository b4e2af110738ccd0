-- Queues the games that a daily run fetches besides the missing ones: games whose stats may have been corrected, and dead-
-- lettered games to retry (etl.dead_letter_retry), so that transient failures need no operator. Games that this run has queued
-- already are returned again, because the first response may have been lost.
with today as (
    select (now() at time zone 'UTC')::date as today
),
due as (
    select g.game_id
    from etl.game as g
    cross join today as t
    where
        g.state = 'loaded'
        and g.shape is distinct from 'csv'
        and g.game_date >= t.today - :#${properties:nhl.schedule.catch-up-days}::int
        and exists (
            select
            from unnest(string_to_array(:#${properties:nhl.schedule.refetch-days}, ',')) as d (days)
            where
                g.game_date + 1 + d.days::int <= t.today
                and g.fetched_at < (g.game_date + 1 + d.days::int)::timestamp at time zone 'UTC'
        )
    union all
    -- rosters or bios were unavailable
    select g.game_id
    from etl.game as g
    where g.state = 'loaded' and g.lacks_names and g.shape is distinct from 'csv' and g.stored_at > now() - interval '7 days'
    union all
    -- rescheduled since it was loaded
    select g.game_id
    from etl.game as g
    where
        g.state = 'loaded'
        and g.loaded_date <> g.game_date
        -- a game that failed under its new date is retried as a dead letter, or was discarded
        and not exists (
            select
            from etl.dead_letter as d
            where d.game_id = g.game_id and (d.state = 'open' or (d.state = 'discarded' and d.game_date = g.game_date))
        )
    union all
    select g.game_id
    from etl.game as g
    inner join etl.dead_letter_retry as d on g.game_id = d.game_id and d.is_retried
    where
        g.state in ('dead', 'loaded', 'final')
        -- what has just failed in this run is retried by the next one
        and not exists (select from etl.dead_letter as l where l.game_id = g.game_id and l.state = 'open' and l.run_id = :#${variable.runId})
    union all
    select g.game_id
    from etl.game as g
    where
        g.state = 'queued'
        and g.run_id = :#${variable.runId}
        and (g.loaded_at is not null or exists (select from etl.dead_letter as d where d.game_id = g.game_id and d.state = 'open'))
),
queued as (
    update etl.game as g
    set state = 'queued', run_id = :#${variable.runId}, updated_at = now()
    from (select distinct game_id from due) as d
    where
        g.game_id = d.game_id
        and g.state in ('loaded', 'dead', 'final', 'queued')
        and exists (select from etl.run as r where r.run_id = :#${variable.runId} and r.status = 'running' and r.cancel_requested_at is null)
    returning g.game_id, g.game_date, g.away_team_id, g.home_team_id, g.run_id
)
select
    game_id::text as "gameId",
    game_date::text as "gameDate",
    away_team_id as "awayTeamId",
    home_team_id as "homeTeamId",
    run_id as "runId"
from queued
order by game_date, game_id
