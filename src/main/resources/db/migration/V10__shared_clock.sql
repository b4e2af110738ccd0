-- The clock that processes with the role schedule share: Quartz keeps its triggers here when nhl.schedule.clustered says so.
-- Names and types of the columns are those that Quartz 2.5 asks for; nobody else reads them. Empty where there is one process.

create table etl.qrtz_job_details (
    sched_name varchar(120) not null,
    job_name varchar(200) not null,
    job_group varchar(200) not null,
    description varchar(250),
    job_class_name varchar(250) not null,
    is_durable boolean not null,
    is_nonconcurrent boolean not null,
    is_update_data boolean not null,
    requests_recovery boolean not null,
    job_data bytea,
    primary key (sched_name, job_name, job_group)
);
comment on table etl.qrtz_job_details is 'Quartz: jobs';

create table etl.qrtz_triggers (
    sched_name varchar(120) not null,
    trigger_name varchar(200) not null,
    trigger_group varchar(200) not null,
    job_name varchar(200) not null,
    job_group varchar(200) not null,
    description varchar(250),
    next_fire_time bigint,
    prev_fire_time bigint,
    priority integer,
    trigger_state varchar(16) not null,
    trigger_type varchar(8) not null,
    start_time bigint not null,
    end_time bigint,
    calendar_name varchar(200),
    misfire_instr smallint,
    job_data bytea,
    primary key (sched_name, trigger_name, trigger_group),
    foreign key (sched_name, job_name, job_group) references etl.qrtz_job_details (sched_name, job_name, job_group)
);
comment on table etl.qrtz_triggers is 'Quartz: when they are due';

create table etl.qrtz_simple_triggers (
    sched_name varchar(120) not null,
    trigger_name varchar(200) not null,
    trigger_group varchar(200) not null,
    repeat_count bigint not null,
    repeat_interval bigint not null,
    times_triggered bigint not null,
    primary key (sched_name, trigger_name, trigger_group),
    foreign key (sched_name, trigger_name, trigger_group) references etl.qrtz_triggers (sched_name, trigger_name, trigger_group)
);
comment on table etl.qrtz_simple_triggers is 'Quartz: triggers that repeat';

create table etl.qrtz_cron_triggers (
    sched_name varchar(120) not null,
    trigger_name varchar(200) not null,
    trigger_group varchar(200) not null,
    cron_expression varchar(120) not null,
    time_zone_id varchar(80),
    primary key (sched_name, trigger_name, trigger_group),
    foreign key (sched_name, trigger_name, trigger_group) references etl.qrtz_triggers (sched_name, trigger_name, trigger_group)
);
comment on table etl.qrtz_cron_triggers is 'Quartz: triggers with a cron expression';

create table etl.qrtz_simprop_triggers (
    sched_name varchar(120) not null,
    trigger_name varchar(200) not null,
    trigger_group varchar(200) not null,
    str_prop_1 varchar(512),
    str_prop_2 varchar(512),
    str_prop_3 varchar(512),
    int_prop_1 int,
    int_prop_2 int,
    long_prop_1 bigint,
    long_prop_2 bigint,
    dec_prop_1 numeric(13, 4),
    dec_prop_2 numeric(13, 4),
    bool_prop_1 boolean,
    bool_prop_2 boolean,
    primary key (sched_name, trigger_name, trigger_group),
    foreign key (sched_name, trigger_name, trigger_group) references etl.qrtz_triggers (sched_name, trigger_name, trigger_group)
);
comment on table etl.qrtz_simprop_triggers is 'Quartz: triggers of other kinds';

create table etl.qrtz_blob_triggers (
    sched_name varchar(120) not null,
    trigger_name varchar(200) not null,
    trigger_group varchar(200) not null,
    blob_data bytea,
    primary key (sched_name, trigger_name, trigger_group),
    foreign key (sched_name, trigger_name, trigger_group) references etl.qrtz_triggers (sched_name, trigger_name, trigger_group)
);
comment on table etl.qrtz_blob_triggers is 'Quartz: triggers of other kinds, as objects';

create table etl.qrtz_calendars (
    sched_name varchar(120) not null,
    calendar_name varchar(200) not null,
    calendar bytea not null,
    primary key (sched_name, calendar_name)
);
comment on table etl.qrtz_calendars is 'Quartz: calendars of excluded times; none is used';

create table etl.qrtz_paused_trigger_grps (
    sched_name varchar(120) not null,
    trigger_group varchar(200) not null,
    primary key (sched_name, trigger_group)
);
comment on table etl.qrtz_paused_trigger_grps is 'Quartz: groups of triggers that are held';

create table etl.qrtz_fired_triggers (
    sched_name varchar(120) not null,
    entry_id varchar(95) not null,
    trigger_name varchar(200) not null,
    trigger_group varchar(200) not null,
    instance_name varchar(200) not null,
    fired_time bigint not null,
    sched_time bigint not null,
    priority integer not null,
    state varchar(16) not null,
    job_name varchar(200),
    job_group varchar(200),
    is_nonconcurrent boolean,
    requests_recovery boolean,
    primary key (sched_name, entry_id)
);
comment on table etl.qrtz_fired_triggers is 'Quartz: jobs that run at the moment, and where';

create table etl.qrtz_scheduler_state (
    sched_name varchar(120) not null,
    instance_name varchar(200) not null,
    last_checkin_time bigint not null,
    checkin_interval bigint not null,
    primary key (sched_name, instance_name)
);
comment on table etl.qrtz_scheduler_state is 'Quartz: the processes with a clock, and when each was last seen';

create table etl.qrtz_locks (
    sched_name varchar(120) not null,
    lock_name varchar(40) not null,
    primary key (sched_name, lock_name)
);
comment on table etl.qrtz_locks is 'Quartz: what they lock to take turns';

create index qrtz_triggers_job on etl.qrtz_triggers (sched_name, job_name, job_group);
create index qrtz_triggers_due on etl.qrtz_triggers (sched_name, trigger_state, next_fire_time);
create index qrtz_fired_triggers_instance on etl.qrtz_fired_triggers (sched_name, instance_name);

-- As before, and Quartz may also delete what is its own.
create or replace function etl.grant_roles() returns text
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    relation record;
    done text := '';
begin
    if exists (select from pg_roles where rolname = 'nhldata_owner') then
        -- Without the right to give tables away it is their present owner who goes on migrating.
        begin
            execute format('grant create, temporary on database %I to nhldata_owner', current_database());
            grant usage, create on schema etl, public to nhldata_owner;
            for relation in
                select c.oid::regclass as name, c.relname
                from pg_class as c
                where
                    c.relkind in ('r', 'p', 'v')
                    and (c.relnamespace = 'etl'::regnamespace or c.oid = to_regclass('public.game_stats'))
            loop
                -- Flyway holds its history while it migrates.
                if relation.relname = 'schema_history' then
                    execute format('grant select, insert, update, delete on %s to nhldata_owner', relation.name);
                else
                    execute format('alter table %s owner to nhldata_owner', relation.name);
                end if;
            end loop;
            alter function etl.grant_roles() owner to nhldata_owner;
            done := done || ' nhldata_owner';
        exception when insufficient_privilege then
            raise notice 'nhldata_owner does not own the tables: %', sqlerrm;
        end;
    end if;
    if exists (select from pg_roles where rolname = 'nhldata_loader') then
        grant usage on schema etl, public to nhldata_loader;
        for relation in
            select c.oid::regclass as name, c.relkind, c.relname
            from pg_class as c
            where
                c.relnamespace = 'etl'::regnamespace
                and c.relkind in ('r', 'p', 'v')
                and c.relname <> 'schema_history'
        loop
            -- The ledger forgets nothing: no delete. The clock that processes share is no ledger.
            execute format('grant select%s%s on %s to nhldata_loader',
                case when relation.relkind = 'v' then '' else ', insert, update' end,
                case when starts_with(relation.relname, 'qrtz_') then ', delete' else '' end, relation.name);
        end loop;
        if to_regclass('etl.schema_history') is not null then
            grant select on etl.schema_history to nhldata_loader;
        end if;
        grant select, insert, update, delete on public.game_stats to nhldata_loader;
        -- what later migrations add
        alter default privileges in schema etl grant select, insert, update on tables to nhldata_loader;
        if exists (select from pg_roles where rolname = 'nhldata_owner' and pg_has_role(current_user, oid, 'usage')) then
            alter default privileges for role nhldata_owner in schema etl grant select, insert, update on tables to nhldata_loader;
        end if;
        done := done || ' nhldata_loader';
    end if;
    if exists (select from pg_roles where rolname = 'nhldata_reader') then
        grant usage on schema etl, public to nhldata_reader;
        grant select on etl.data_status, etl.freshness, etl.marts_status to nhldata_reader;
        done := done || ' nhldata_reader';
    end if;
    return coalesce(nullif(ltrim(done), ''), 'none');
end
$$;

select etl.grant_roles();
