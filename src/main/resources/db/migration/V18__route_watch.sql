-- That the folder of the routes is still polled, and that the routes of the last edit run, as facts that anybody can read.

create table etl.route_watch (
    owner        text primary key,
    folder       text not null,
    version      text not null,
    polled_at    timestamptz not null,
    failure      text,
    heartbeat_at timestamptz not null default now()
);
comment on table etl.route_watch is 'One row per process that watches the folder of the routes, written once a minute. A process that has ended leaves its row, which a later one takes over after a day.';
comment on column etl.route_watch.owner is 'Process that watches, see etl.run.owner';
comment on column etl.route_watch.folder is 'Folder of its route files';
comment on column etl.route_watch.version is 'Version of the routes that it runs, see etl.route_change.version';
comment on column etl.route_watch.polled_at is 'When it last read the folder to the end. The heartbeat does not depend on it: a folder that hangs shows';
comment on column etl.route_watch.failure is 'Why it cannot read the folder, or which routes do not run since an edit failed; NULL when all is well';
comment on column etl.route_watch.heartbeat_at is 'Last sign of life of the process; older than five minutes: it has ended, or its database was away';

create or replace view etl.routes_status as
with
last_change as (
    select *
    from etl.route_change
    order by route_change_id desc
    limit 1
),
last_applied as (
    select *
    from etl.route_change
    where result = 'applied'
    order by route_change_id desc
    limit 1
),
watch as (
    select
        min(polled_at) as polled_at,
        string_agg(failure, E'\n' order by owner) as failure
    from etl.route_watch
    where heartbeat_at > now() - interval '5 minutes'
)
select
    last_change.result <> 'refused' as sound,
    last_applied.version,
    last_applied.changed_at as applied_at,
    last_applied.files as applied_files,
    case when last_change.result = 'refused' then last_change.changed_at end as refused_at,
    case when last_change.result = 'refused' then last_change.file end as refused_file,
    case when last_change.result = 'refused' then last_change.line end as refused_line,
    case when last_change.result = 'refused' then last_change.reason end as refused_reason,
    watch.polled_at,
    watch.failure as watch_failure
from last_change
left join last_applied on true
cross join watch;
comment on view etl.routes_status is 'Which routes run? One row once a service ran: the version in use, the edit that is refused at the moment, if any, and when the folder was last polled by all living processes.';

select etl.grant_roles();
