-- The latest runs, or the one with this id.
with input as (
    select ?::text as run_id, ?::integer as latest
)
select
    r.run_id,
    r.kind,
    r.status,
    r.source,
    r.from_date::text as "from",
    r.to_date::text as "to",
    r.scope,
    r.owner,
    to_char(r.started_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') as started_at,
    to_char(r.ended_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') as ended_at,
    round(extract(epoch from coalesce(r.ended_at, now()) - r.started_at), 1) as seconds,
    case when r.status = 'running' then round(extract(epoch from now() - r.heartbeat_at)) end as heartbeat_seconds,
    r.games_found,
    r.games_loaded,
    r.games_new,
    r.games_dead,
    r.games_deferred,
    r.rows_written,
    to_char(r.cancel_requested_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') as cancel_requested_at,
    r.cancel_reason,
    r.message,
    r.command
from etl.run as r
cross join input
where input.run_id is null or r.run_id = input.run_id
order by r.started_at desc, r.run_id desc
limit (select latest from input)
