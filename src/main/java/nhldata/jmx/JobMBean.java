package nhldata.jmx;

import java.sql.SQLException;

/** Operations on the job; MBean {@code nhldata:type=Job}. */
@Description("The job: how it is, and runs over a range of dates")
public interface JobMBean {

    @Description("The run that was started here last: under way, or how it ended")
    String getLastStarted();

    @Description("What make status says: last runs, freshness, dead letters, what to do")
    String status() throws SQLException;

    @Description("Fetches what a range of dates lacks, as one run of the daily job; goes on by itself, see status")
    String sweep(@Description("first date, such as 2024-10-08") String from, @Description("last date, inclusive") String to);

    @Description("Fetches games of a range of dates; goes on by itself, see status")
    String backfill(@Description("first date, such as 2024-10-08") String from, @Description("last date, inclusive") String to,
            @Description("missing, failed or all") String only);
}
