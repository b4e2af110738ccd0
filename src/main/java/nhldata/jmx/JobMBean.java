package nhldata.jmx;

import java.sql.SQLException;

/** Status and runs; MBean {@code nhldata:type=Job}. */
@Description("Status of the application, and runs over a range of dates")
public interface JobMBean {

    @Description("The last run that was started through JMX: in progress, or its result")
    String getLastStarted();

    @Description("Same as nhldata status: required actions, last runs, freshness, dead letters")
    String status() throws SQLException;

    @Description("Fetches the missing games of a range of dates, like a daily run; runs in the background, see status")
    String sweep(@Description("first date, such as 2024-10-08") String from, @Description("last date, inclusive") String to);

    @Description("Fetches games of a range of dates; runs in the background, see status")
    String backfill(@Description("first date, such as 2024-10-08") String from, @Description("last date, inclusive") String to,
            @Description("missing, failed or all") String only);
}
