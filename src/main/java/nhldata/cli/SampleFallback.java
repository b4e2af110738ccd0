package nhldata.cli;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import nhldata.api.Api;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.status.Rows;

/** The one place where the program decides for the sample league by itself, and says so. */
final class SampleFallback {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private SampleFallback() {
    }

    /**
     * @param servers returns when PostgreSQL is there to be asked
     * @throws IllegalStateException when the API that somebody named in NHL_API_URL cannot be reached: invented games are not what he asked for
     */
    static Settings decide(Settings settings, Runnable servers) {
        return decide(settings, servers, PATIENCE);
    }

    static Settings decide(Settings settings, Runnable servers, Duration patience) {
        String url = settings.get("nhl.api.url");
        if (url.equals("sample") || Api.of(url).isReachable()) {
            return settings;
        }
        if (settings.isGiven("nhl.api.url")) {
            awaitApi(url, patience);
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
                Every row of it says source = sample. To insist on the API, set NHL_API_URL, or start again when it can be reached.
                """.formatted(url));
        return settings.fallingBackTo("nhl.api.url", "sample");
    }

    /** It may be starting, too. */
    private static void awaitApi(String url, Duration patience) {
        System.out.println("The API at " + url + " (NHL_API_URL) cannot be reached yet, waiting for it ...");
        long end = System.nanoTime() + patience.toNanos();
        try {
            do {
                Thread.sleep(PAUSE.toMillis());
                if (Api.of(url).isReachable()) {
                    return;
                }
            } while (System.nanoTime() < end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new IllegalStateException("the API at " + url + " cannot be reached: start it, or correct NHL_API_URL."
                + " NHL_API_URL=sample asks for the sample league of invented players");
    }

    private static boolean holdsRealGames(Settings settings) {
        try (Connection connection = new Database(settings).connect()) {
            return !Rows.of(connection, "select from etl.game where source <> 'sample' limit 1").isEmpty();
        } catch (SQLException e) {
            // no ledger yet: nothing to protect
            return false;
        }
    }
}
