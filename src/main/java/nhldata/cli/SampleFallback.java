package nhldata.cli;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import nhldata.api.Api;
import nhldata.config.ApiSettings;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.status.Rows;

/** {@code --or-sample}: falls back to the sample league if the API is unavailable, and prints that it does. */
final class SampleFallback {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private SampleFallback() {
    }

    /**
     * @param servers returns when PostgreSQL accepts connections
     * @throws IllegalStateException if NHL_API_URL is set and that API is unavailable: an API that was chosen explicitly is not replaced
     */
    static Settings decide(Settings settings, Runnable servers) {
        return decide(settings, servers, TIMEOUT);
    }

    static Settings decide(Settings settings, Runnable servers, Duration timeout) {
        ApiSettings api = ApiSettings.of(settings);
        String url = api.url().toString();
        if (api.isSample() || Api.of(url).isReachable()) {
            return settings;
        }
        if (settings.isGiven("nhl.api.url")) {
            awaitApi(url, timeout);
            return settings;
        }
        servers.run();
        if (holdsRealGames(settings)) {
            System.out.println("API unavailable: " + url + ". The sample league is not used because the database holds real games.");
            return settings;
        }
        System.out.println("""
                API unavailable: %s
                Falling back to the sample league: real teams, invented players and games. Its rows have source = sample.
                To require the API, set NHL_API_URL, or start again when it is available.
                """.formatted(url));
        return settings.fallingBackTo("nhl.api.url", "sample");
    }

    /** The API may still be starting. */
    private static void awaitApi(String url, Duration timeout) {
        System.out.println("API unavailable: " + url + " (NHL_API_URL). Waiting up to " + timeout.toSeconds() + " seconds ...");
        long end = System.nanoTime() + timeout.toNanos();
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
        throw new IllegalStateException("API unavailable: " + url + ". Start it, or correct NHL_API_URL."
                + " NHL_API_URL=sample selects the sample league (invented players)");
    }

    private static boolean holdsRealGames(Settings settings) {
        try (Connection connection = new Database(settings).connect()) {
            return !Rows.of(connection, "select from etl.game where source <> 'sample' limit 1").isEmpty();
        } catch (SQLException e) {
            // no ledger yet, so no real games
            return false;
        }
    }
}
