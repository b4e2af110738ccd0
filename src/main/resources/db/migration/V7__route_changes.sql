-- What became of the edits of the route files: applied, refused, taken back. Who made them, no program can know.

create table etl.route_change (
    route_change_id bigint generated always as identity primary key,
    changed_at      timestamptz not null default now(),
    result          text not null check (result in ('applied', 'refused', 'withdrawn')),
    version         text not null,
    files           text[] not null,
    file            text,
    line            integer,
    reason          text,
    diff            text not null,
    content         jsonb,
    owner           text not null,
    check ((result = 'applied') = (content is not null)),
    check ((result = 'refused') = (reason is not null))
);
comment on table etl.route_change is 'One row per edit of the route files that a running service saw, and per start with other files than the last ones.';
comment on column etl.route_change.route_change_id is 'Number of the change';
comment on column etl.route_change.changed_at is 'When the service applied or refused it';
comment on column etl.route_change.result is 'applied: these routes run. refused: they do not fit, the former ones run on. withdrawn: after a refusal the files are again those that run';
comment on column etl.route_change.version is 'SHA-256 of all files of the folder, the first 16 hexadecimal digits';
comment on column etl.route_change.files is 'Names of the files that differ from those that ran before';
comment on column etl.route_change.file is 'Where the first problem of a refused edit is; NULL when it was not refused';
comment on column etl.route_change.line is 'Its line';
comment on column etl.route_change.reason is 'All problems of a refused edit, a line each: file, line, what is wrong and what to write';
comment on column etl.route_change.diff is 'What differs from the files that ran before, as a unified diff, at most 20000 characters';
comment on column etl.route_change.content is 'Text by file name of all files of an applied edit: what a service starts with when it finds broken ones';
comment on column etl.route_change.owner is 'Process that saw it first, see etl.run.owner';

create view etl.routes_status as
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
)
select
    last_change.result <> 'refused' as sound,
    last_applied.version,
    last_applied.changed_at as applied_at,
    last_applied.files as applied_files,
    case when last_change.result = 'refused' then last_change.changed_at end as refused_at,
    case when last_change.result = 'refused' then last_change.file end as refused_file,
    case when last_change.result = 'refused' then last_change.line end as refused_line,
    case when last_change.result = 'refused' then last_change.reason end as refused_reason
from last_change
left join last_applied on true;
comment on view etl.routes_status is 'Which routes run? One row once a service ran: the version in use, and the edit that is refused at the moment, if any.';

do $$
begin
    if exists (select from pg_roles where rolname = 'nhldata_reader') then
        grant select on etl.routes_status to nhldata_reader;
    end if;
end
$$;
