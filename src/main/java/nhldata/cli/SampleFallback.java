package nhldata.cli;

import java.sql.Connection;
import java.sql.SQLException;
import nhldata.Api;
import nhldata.Database;
import nhldata.Settings;

/** The one place where the program decides for the sample league by itself, and says so. */
final class SampleFallback {

    private SampleFallback() {
    }

    static Settings decide(Settings settings, Runnable servers) {
        String url = settings.get("nhl.api.url");
        if (url.equals("sample") || Api.of(url).canBeReached()) {
            return settings;
        }
        servers.run();
        if (holdsRealGames(settings)) {
            System.out.println("The API at " + url + " cannot be reached from here, and the database holds real games,"
                    + " so the sample league stays out of it.");
            return settings;
        }
        System.out.println("""
                The API at %s cannot be reached from here.
                So that you see something, this run uses the SAMPLE LEAGUE: real teams, INVENTED players and games.
                Every row of it says source = sample. To insist on the API, start again when it can be reached.
                """.formatted(url));
        return settings.with("nhl.api.url", "sample");
    }

    private static boolean holdsRealGames(Settings settings) {
        try (Connection connection = new Database(settings).connect()) {
            return !Rows.of(connection, "select from etl.game where source not in ('sample', 'bucket') limit 1").isEmpty();
        } catch (SQLException e) {
            // no ledger yet: nothing to protect
            return false;
        }
    }
}
