-- Whether a build of the marts is due, and the id of the last build, which shows whether the next one recorded its result.
with last_build as (
    select *
    from etl.dbt_run
    order by dbt_run_id desc
    limit 1
),
running as (
    select
        exists (select from etl.run where status = 'running' and heartbeat_at > now() - interval '2 minutes') as is_run,
        -- the lock that dbt/build_marts.py holds while it builds
        exists (
            select
            from pg_locks
            where
                locktype = 'advisory' and classid = (7205759403 >> 32)::oid and objid = (7205759403 & 4294967295)::oid
                and objsubid = 1 and database = (select oid from pg_database where datname = current_database())
        ) as is_build
),
broken as (
    select count(*) as times
    from etl.dbt_run
    where
        status = 'failed'
        and loaded_state = (select loaded_state from last_build)
        and dbt_run_id > (select coalesce(max(dbt_run_id), 0) from etl.dbt_run where status = 'published')
)
select
    coalesce(last_build.dbt_run_id, 0) as last_build,
    not running.is_run
    and not running.is_build
    and exists (select from etl.game where loaded_at is not null)
    and (
        last_build.dbt_run_id is null
        or last_build.status in ('running', 'stopped')
        or last_build.loaded_state is distinct from loaded_state.state
        or (
            last_build.status = 'failed'
            and last_build.ended_at + interval '10 minutes' * least(power(2, broken.times - 1), 144) < now()
        )
    ) as is_due
from etl.loaded_state as loaded_state
cross join running
cross join broken
left join last_build on true
