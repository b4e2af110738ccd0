-- Ownership and privileges of the group roles on everything the migrations create. Run it manually (select etl.grant_roles())
-- if the roles are created later. A migration that adds a relation or a function calls it at its end.
create or replace function etl.grant_roles() returns text
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
    relation record;
    done text := '';
begin
    if exists (select from pg_roles where rolname = 'nhldata_owner') then
        -- Without the privilege to change owners, the current owner keeps running the migrations.
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
                -- Flyway locks its history table during a migration.
                if relation.relname = 'schema_history' then
                    execute format('grant select, insert, update, delete on %s to nhldata_owner', relation.name);
                else
                    execute format('alter table %s owner to nhldata_owner', relation.name);
                end if;
            end loop;
            done := done || ' nhldata_owner';
        exception when insufficient_privilege then
            raise notice 'nhldata_owner does not own the tables: %', sqlerrm;
        end;
        begin
            for relation in
                select p.oid::regprocedure as name from pg_proc as p where p.pronamespace = 'etl'::regnamespace order by p.proname = 'grant_roles'
            loop
                execute format('alter function %s owner to nhldata_owner', relation.name);
            end loop;
        exception when insufficient_privilege then
            raise notice 'nhldata_owner does not own the functions: %', sqlerrm;
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
            -- No delete on the ledger, which keeps its history.
            execute format('grant select%s on %s to nhldata_loader', case when relation.relkind = 'v' then '' else ', insert, update' end, relation.name);
        end loop;
        -- the allowed transitions are defined by migrations and are not ledger data
        revoke insert, update on etl.transition from nhldata_loader;
        if to_regclass('etl.schema_history') is not null then
            grant select on etl.schema_history to nhldata_loader;
        end if;
        grant select, insert, update, delete on public.game_stats to nhldata_loader;
        -- tables of later migrations
        alter default privileges in schema etl grant select, insert, update on tables to nhldata_loader;
        if exists (select from pg_roles where rolname = 'nhldata_owner' and pg_has_role(current_user, oid, 'usage')) then
            alter default privileges for role nhldata_owner in schema etl grant select, insert, update on tables to nhldata_loader;
        end if;
        done := done || ' nhldata_loader';
    end if;
    if exists (select from pg_roles where rolname = 'nhldata_retention') then
        grant usage on schema etl to nhldata_retention;
        grant select on etl.run, etl.game, etl.day, etl.season, etl.dead_letter, etl.incident, etl.notification, etl.dbt_run, etl.object_deletion to nhldata_retention;
        grant delete on etl.run, etl.dead_letter, etl.incident, etl.notification, etl.dbt_run, etl.object_deletion to nhldata_retention;
        -- to lock a game while an object of it is deleted
        grant update (updated_at) on etl.game to nhldata_retention;
        done := done || ' nhldata_retention';
    end if;
    if exists (select from pg_roles where rolname = 'nhldata_reader') then
        grant usage on schema etl, public to nhldata_reader;
        -- what docs/data.md lists for readers: no routes, notifications, addresses or claims of processes
        grant select on etl.data_status, etl.freshness, etl.marts_status, etl.run, etl.day, etl.season, etl.game, etl.game_details,
            etl.dead_letter, etl.dead_schedule, etl.correction, etl.api_drift, etl.accepted_exception, etl.dbt_run, etl.dbt_result,
            etl.published_mart, etl.transition, etl.game_history to nhldata_reader;
        done := done || ' nhldata_reader';
    end if;
    return coalesce(nullif(ltrim(done), ''), 'none');
end
$$;

select etl.grant_roles();
