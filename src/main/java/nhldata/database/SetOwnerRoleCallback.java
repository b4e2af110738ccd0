package nhldata.database;

import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Migrates as role nhldata_owner if the user is a member of it, so that all tables have one owner. */
final class SetOwnerRoleCallback extends BaseCallback {

    private static final String BECOME = """
            do $$
            declare
                owned record;
            begin
                if to_regnamespace('etl') is not null and not (select rolsuper from pg_roles where rolname = current_user) then
                    if (select pg_has_role(oid, 'member') and has_schema_privilege(oid, to_regnamespace('etl'), 'create')
                            from pg_roles where rolname = 'nhldata_owner') then
                        -- the first migration by this user, before the schema existed, left it the functions
                        for owned in
                            select p.oid::regprocedure as name from pg_proc as p inner join pg_roles as r on p.proowner = r.oid
                            where p.pronamespace = to_regnamespace('etl') and r.rolname = current_user
                        loop
                            execute format('alter function %s owner to nhldata_owner', owned.name);
                        end loop;
                        -- the creator of the role is a member of it, but may lack the privilege to set it
                        begin
                            set role nhldata_owner;
                        exception when insufficient_privilege then
                            null;
                        end;
                    end if;
                end if;
            end
            $$""";

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_CONNECT;
    }

    @Override
    public void handle(Event event, Context context) {
        try (Statement statement = context.getConnection().createStatement()) {
            statement.execute(BECOME);
        } catch (SQLException e) {
            throw new FlywayException("cannot set role nhldata_owner: " + e.getMessage(), e);
        }
    }
}
