-- One row: how the job is, in figures. Read for every scrape and every health request, at most every five seconds.
with
last_run as (
    select run_id, kind, status, message, started_at, ended_at
    from etl.run
    order by started_at desc
    limit 1
),
games as (
    select
        coalesce(sum(row_count) filter (where loaded_at is not null), 0) as rows_loaded,
        max(loaded_at) as last_loaded_at,
        min(stored_at) filter (where state in ('stored', 'loading')) as oldest_stored_at,
        count(*) filter (where state in ('stored', 'loading')) as unloaded
    from etl.game
)
select
    last_run.run_id,
    last_run.kind,
    last_run.status as run_status,
    last_run.message,
    extract(epoch from coalesce(last_run.ended_at, now()) - last_run.started_at) as run_seconds,
    (
        select r.run_id
        from etl.run as r
        where r.status = 'running' and r.heartbeat_at < now() - interval '2 minutes'
        order by r.started_at desc
        limit 1
    ) as died_run,
    extract(epoch from now() - (
        select max(r.ended_at)
        from etl.run as r
        where r.status in ('succeeded', 'empty')
    )) / 3600 as hours_since_good_run,
    extract(epoch from now() - games.last_loaded_at) / 3600 as hours_since_load,
    extract(epoch from now() - marts.published_at) / 3600 as hours_since_marts,
    marts.status as marts_status,
    coalesce(marts.games_not_in_marts, games_loaded.games) as games_not_in_marts,
    games.rows_loaded,
    games.unloaded,
    extract(epoch from now() - games.oldest_stored_at) as oldest_unloaded_seconds,
    (select count(*) from etl.data_status as d where d.games_loaded < d.games_final) as incomplete_days
from games
cross join (select count(*) as games from etl.game where state = 'loaded') as games_loaded
left join last_run on true
left join etl.marts_status as marts on true
