-- One row of statistics for metrics and health requests, read at most every five seconds. Required actions are not derived
-- from it: they are the rows of etl.action_required.
with
last_run as (
    select status, started_at, ended_at
    from etl.run
    order by started_at desc
    limit 1
),
-- if none has succeeded yet: since the start of the first one
scheduled as (
    select coalesce(max(ended_at) filter (where status in ('succeeded', 'empty')), min(started_at)) as good_at
    from etl.run
    where kind = 'sweep' and coalesce(to_date >= (started_at at time zone 'UTC')::date - 1, true)
),
games as (
    select
        coalesce(sum(row_count) filter (where loaded_at is not null), 0) as rows_loaded,
        max(loaded_at) as last_loaded_at,
        count(*) filter (where state = 'loaded') as loaded
    from etl.game
)
select
    last_run.status as run_status,
    extract(epoch from coalesce(last_run.ended_at, now()) - last_run.started_at) as run_seconds,
    extract(epoch from now() - scheduled.good_at) / 3600 as hours_since_good_run,
    extract(epoch from now() - games.last_loaded_at) / 3600 as hours_since_load,
    extract(epoch from now() - marts.published_at) / 3600 as hours_since_marts,
    coalesce(marts.games_not_in_marts, games.loaded) as games_not_in_marts,
    games.rows_loaded
from games
cross join scheduled
left join last_run on true
left join etl.marts_status as marts on true
