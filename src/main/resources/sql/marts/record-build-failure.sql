-- Records the failure of a build that ended without recording its result: updates its row, or inserts one.
with recorded as (
    update etl.dbt_run
    set status = 'failed', ended_at = coalesce(ended_at, now()), message = :#${variable.ending.message}
    where dbt_run_id > cast(:#${variable.lastBuild} as bigint) and status in ('running', 'stopped')
)
insert into etl.dbt_run (status, ended_at, full_refresh, project_hash, loaded_state, message)
select 'failed', now(), false, '', loaded_state.state, :#${variable.ending.message}
from etl.loaded_state as loaded_state
where not exists (select from etl.dbt_run where dbt_run_id > cast(:#${variable.lastBuild} as bigint))
