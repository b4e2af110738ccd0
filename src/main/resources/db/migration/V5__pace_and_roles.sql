-- One rate for all processes, one daily run for all instances, and roles with the least rights that the work needs.

create table etl.api_pace (
    source         text primary key,
    turn_at        timestamptz not null,
    taken_at       timestamptz not null,
    spacing        interval not null,
    spaced_at      timestamptz not null,
    quiet_until    timestamptz,
    quiet_told_at  timestamptz
);
comment on table etl.api_pace is 'When the API may be asked next, for all processes together: one row per API that has a rate. It is no record: deleted, it comes back with the next request.';
comment on column etl.api_pace.source is 'API, see etl.run.source';
comment on column etl.api_pace.turn_at is 'The moment given to the request that asked last; the next one gets a later one';
comment on column etl.api_pace.taken_at is 'When that request asked for its moment';
comment on column etl.api_pace.spacing is 'Time between two requests: that of the slowest process of the last minute';
comment on column etl.api_pace.spaced_at is 'When a process last asked for that spacing';
comment on column etl.api_pace.quiet_until is 'The API asked for quiet until then (Retry-After)';
comment on column etl.api_pace.quiet_told_at is 'When it asked for that';

create table etl.daily_start (
    job          text primary key,
    started_for  timestamptz not null,
    owner        text not null,
    taken_at     timestamptz not null default now()
);
comment on table etl.daily_start is 'Which of several instances does what the clock starts: one row per job, for its last start.';
comment on column etl.daily_start.job is 'Job: sweep';
comment on column etl.daily_start.started_for is 'The moment of the schedule that the start is for; every instance with the same schedule has the same';
comment on column etl.daily_start.owner is 'Process that does it, see etl.run.owner';
comment on column etl.daily_start.taken_at is 'When it took it on';

comment on column etl.run.owner is 'Process that does the run: host, the machine''s boot and process space, process id and start of the process';

-- Roles are of the whole server: they may be there already, and creating them may be somebody else's right.
do $$
declare
    needed text;
begin
    foreach needed in array array['nhldata_owner', 'nhldata_loader', 'nhldata_reader'] loop
        begin
            execute format('create role %I nologin', needed);
        exception
            when duplicate_object or unique_violation then null;
            when insufficient_privilege then
                raise notice 'role % could not be created: create it by hand, then select etl.grant_roles()', needed;
        end;
    end loop;
end
$$;

create function etl.grant_roles() returns text
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
            select c.oid::regclass as name, c.relkind
            from pg_class as c
            where
                c.relnamespace = 'etl'::regnamespace
                and c.relkind in ('r', 'p', 'v')
                and c.relname <> 'schema_history'
        loop
            -- The ledger forgets nothing: no delete.
            execute format('grant select%s on %s to nhldata_loader',
                case when relation.relkind = 'v' then '' else ', insert, update' end, relation.name);
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
revoke execute on function etl.grant_roles() from public;
comment on function etl.grant_roles() is 'Gives the group roles nhldata_owner (migrates), nhldata_loader (loads; may neither alter nor drop nor truncate) and nhldata_reader (reads) their rights, as far as they exist; says which. May be called again.';

select etl.grant_roles();
