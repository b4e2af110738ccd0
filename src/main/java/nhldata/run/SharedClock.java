package nhldata.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Properties;
import java.util.TimeZone;
import javax.sql.DataSource;
import nhldata.process.InstanceId;
import nhldata.time.CronSchedule;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/**
 * Clustered Quartz with its triggers in PostgreSQL (etl.qrtz_…): exactly one of the processes with the role schedule fires, and
 * another one takes over if it crashes. A single process does not use it, so that its scheduler does not depend on PostgreSQL.
 * The misfire handling of Quartz is not relied on: what a run has to do follows from the ledger.
 */
public final class SharedClock {

    private static final String NAME = "nhldata";

    private SharedClock() {
    }

    /**
     * Must be called before Quartz starts.
     *
     * @param database the pool of this process, from which Quartz takes connections
     * @param zone     time zone of the cron expression; a trigger with another one is deleted, because Camel would not update it
     */
    public static void prepare(InstanceId owner, DataSource database, String zone) throws SQLException {
        DBConnectionManager.getInstance().addConnectionProvider(owner.name(), new Pool(database));
        try (Connection connection = database.getConnection(); PreparedStatement forget = connection.prepareStatement("""
                with outdated as (
                    delete from etl.qrtz_cron_triggers
                    where sched_name = ? and time_zone_id <> ?
                    returning sched_name, trigger_name, trigger_group
                ),
                gone as (
                    delete from etl.qrtz_triggers
                    where (sched_name, trigger_name, trigger_group) in (select * from outdated)
                    returning sched_name, job_name, job_group
                )
                delete from etl.qrtz_job_details where (sched_name, job_name, job_group) in (select * from gone)""")) {
            forget.setString(1, NAME);
            forget.setString(2, TimeZone.getTimeZone(CronSchedule.zone(zone)).getID());
            forget.executeUpdate();
        }
    }

    public static Properties properties(InstanceId owner) {
        Properties quartz = new Properties();
        quartz.setProperty("org.quartz.scheduler.instanceName", NAME);
        quartz.setProperty("org.quartz.scheduler.instanceId", owner.name());
        quartz.setProperty("org.quartz.threadPool.threadCount", "2");
        quartz.setProperty("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
        quartz.setProperty("org.quartz.jobStore.driverDelegateClass", "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
        quartz.setProperty("org.quartz.jobStore.dataSource", owner.name());
        quartz.setProperty("org.quartz.jobStore.tablePrefix", "etl.qrtz_");
        quartz.setProperty("org.quartz.jobStore.isClustered", "true");
        quartz.setProperty("org.quartz.jobStore.clusterCheckinInterval", "5000");
        // strings instead of serialized objects
        quartz.setProperty("org.quartz.jobStore.useProperties", "true");
        return quartz;
    }

    /** Provides connections of the pool; does not close the pool. */
    private record Pool(DataSource database) implements ConnectionProvider {

        @Override
        public Connection getConnection() throws SQLException {
            return database.getConnection();
        }

        @Override
        public void initialize() {
            // the pool is open already
        }

        @Override
        public void shutdown() {
            // the pool is closed by the application
        }
    }
}
