package nhldata.faults;

import static nhldata.testing.FakeApi.boxscore;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;
import nhldata.faults.wire.Trap;
import nhldata.faults.wire.Verdict;
import nhldata.testing.Fault;

/** The API is away, refuses, or answers with something that is no result. */
final class ApiFaults {

    private static final String WHERE = "API";
    private static final String GAME = boxscore(Scenario.GAME);
    private static final int MEGABYTE = 1 << 20;

    private ApiFaults() {
    }

    static List<InjectedFault> all() {
        List<InjectedFault> faults = new ArrayList<>();
        faults.add(elsewhere("its name cannot be resolved", trial -> "https://no-such-host.invalid"));
        faults.add(elsewhere("refuses connections", trial -> "https://127.0.0.1:9"));
        faults.add(elsewhere("does not speak TLS", trial -> "https://127.0.0.1:" + trial.s3().port()));
        faults.add(elsewhere("speaks TLS, and is asked without", trial -> trial.api().url().replace("https:", "http:")));
        faults.add(InjectedFault.of(WHERE, "does not take connections (connect timeout)", ApiFaults::deaf));
        faults.add(InjectedFault.of(WHERE, "refuses connections from the first box score on, for 2 s", trial -> {
            trial.set(trial.apiConnection(), Trap.before("/boxscore", () -> {
                trial.apiConnection().refuse();
                Delay.later(2, trial.apiConnection()::heal);
                return Verdict.RESET;
            }));
            trial.run();
        }));
        faults.add(InjectedFault.of(WHERE, "no answer within the time limit, once", trial -> {
            trial.setting("nhl.api.response-timeout", 2000);
            trial.set(trial.apiConnection(), Trap.before("/boxscore", Delay.of(5000)));
            trial.run();
        }));
        faults.add(InjectedFault.of(WHERE, "every answer takes 200 ms longer", trial -> {
            trial.set(trial.apiConnection(), Trap.before(".", Delay.of(200)).always());
            trial.run();
        }));
        for (int status : List.of(500, 502, 503)) {
            faults.add(boxscores(status + " to ten box scores", Fault.status(status), 10));
        }
        faults.add(game("500 for one game, always", Fault.status(500)));
        faults.add(InjectedFault.of(WHERE, "500 for four games, always, and nothing else is left to fetch", trial -> {
            trial.api().fault("20220200(44|45|46|47)/boxscore", Fault.status(500));
            trial.run();
            trial.expect("select count(*) from etl.dead_letter where state = 'open' and reason_class = 'api'", "4");
        }));
        faults.add(game("404 for a final game", Fault.status(404)));
        faults.add(game("403 for one game", Fault.status(403)));
        faults.add(boxscores("403 to everything", Fault.status(403), Integer.MAX_VALUE));
        faults.add(boxscores("the connection breaks half way, ten times", Fault.reset(), 10));
        faults.add(game("the connection breaks half way, for one game always", Fault.reset()));
        for (String retryAfter : List.of("1", "0", "-5", "soon", "Wed, 21 Oct 2015 07:28:00 GMT")) {
            faults.add(boxscores("429 with Retry-After: " + retryAfter + ", three times", Fault.retryAfter(retryAfter), 3));
        }
        faults.add(boxscores("429 with Retry-After a date in 2 s", Fault.retryAfterDate(2), 2));
        faults.add(InjectedFault.of(WHERE, "429 with Retry-After: 99999, obeyed up to its bound", trial -> {
            trial.setting("nhl.api.retry-after-cap", 2);
            trial.api().fault("/boxscore", Fault.retryAfter("99999"), 1);
            trial.run();
        }));
        faults.add(InjectedFault.of(WHERE, "a byte now and then, to four box scores once", trial -> {
            trial.setting("nhl.api.total-timeout", 3000);
            trial.api().fault("/boxscore", Fault.drip(100), 4);
            trial.run();
        }));
        faults.add(boxscores("more content codings than a client takes, to forty box scores", Fault.headers(Map.of("Content-Encoding", "gzip, ".repeat(9) + "gzip")), 40));
        faults.add(game("200 with HTML", Fault.html()));
        faults.add(boxscores("200 with HTML for a moment (maintenance)", Fault.html(), 2));
        faults.add(game("200 and nothing", Fault.empty()));
        faults.add(game("200 and half of the document", Fault.truncated()));
        faults.add(document("200 with another game's document", text -> text.replace(Scenario.GAME, Scenario.OTHER_GAME)));
        faults.add(document("a required field is missing (gameState)", text -> text.replaceFirst("\"gameState\":\"\\w+\",", "")));
        faults.add(document("a state word that nobody knows", text -> text.replaceFirst("\"gameState\":\"\\w+\"", "\"gameState\":\"DONE\"")));
        faults.add(document("a required field is renamed (playerByGameStats)", text -> text.replace("playerByGameStats", "playerByGameStatistics")));
        faults.add(document("a number has become a word", text -> text.replaceFirst("\"playerId\":\\d+", "\"playerId\":\"many\"")));
        faults.add(document("a required field is null", text -> text.replaceFirst("\"playerId\":\\d+", "\"playerId\":null")));
        faults.add(document("goals that do not add up to the score", text -> text.replaceFirst("\"score\":\\d+", "\"score\":77")));
        faults.add(document("the same key twice in one object", text -> text.replaceFirst("\"playerId\":(\\d+)", "\"playerId\":1,\"playerId\":$1")));
        faults.add(document("NaN for a number", text -> text.replaceFirst("\"hits\":\\d+", "\"hits\":NaN")));
        faults.add(document("1e400 for a number", text -> text.replaceFirst("\"hits\":\\d+", "\"hits\":1e400")));
        faults.add(document("nested 100,000 deep", text -> "[".repeat(100_000) + "]".repeat(100_000)));
        faults.add(document("50 MB long", text -> text.substring(0, text.length() - 1) + " ".repeat(50 * MEGABYTE) + "}"));
        faults.add(game("another charset than it says (Latin 1)", (exchange, document) -> Fault.other(
                new String(document, StandardCharsets.UTF_8).replaceFirst("\"default\":\"\\w", "\"default\":\"É").getBytes(StandardCharsets.ISO_8859_1))
                .answer(exchange, document)));
        faults.add(game("a gzip bomb: 500 MB in half a megabyte", ApiFaults::bomb));
        faults.add(schedule("500 for the schedule, twice", Fault.status(500), 2));
        faults.add(schedule("the schedule's connection breaks half way, three times", Fault.reset(), 3));
        faults.add(schedule("500 for the schedule, always", Fault.status(500), Integer.MAX_VALUE));
        faults.add(schedule("HTML for the schedule", Fault.html(), Integer.MAX_VALUE));
        faults.add(schedule("half of the schedule", Fault.truncated(), Integer.MAX_VALUE));
        return faults;
    }

    private static InjectedFault game(String what, Fault fault) {
        return InjectedFault.of(WHERE, what, trial -> {
            trial.api().fault(GAME, fault);
            trial.run();
        });
    }

    private static InjectedFault boxscores(String what, Fault fault, int times) {
        return InjectedFault.of(WHERE, what, trial -> {
            trial.api().fault("/boxscore", fault, times);
            trial.run();
        });
    }

    private static InjectedFault schedule(String what, Fault fault, int times) {
        return InjectedFault.of(WHERE, what, trial -> {
            trial.api().fault("/schedule/", fault, times);
            trial.run();
        });
    }

    /** One game's document is another one. */
    private static InjectedFault document(String what, UnaryOperator<String> change) {
        return game(what, (exchange, document) -> {
            String text = new String(document, StandardCharsets.UTF_8);
            String changed = change.apply(text);
            if (changed.equals(text)) {
                throw new IllegalStateException("nothing was changed for: " + what);
            }
            Fault.other(changed.getBytes(StandardCharsets.UTF_8)).answer(exchange, document);
        });
    }

    /** The whole API is another one; nothing can be fetched. */
    private static InjectedFault elsewhere(String what, Function<FaultRun, String> url) {
        return InjectedFault.of(WHERE, what, trial -> {
            String api = trial.world().settings().get("nhl.api.url");
            trial.setting("nhl.api.url", url.apply(trial));
            trial.run();
            trial.setting("nhl.api.url", api);
        });
    }

    /** A port whose queue of connections is full: the kernel lets every further one wait. */
    private static void deaf(FaultRun trial) throws Exception {
        String api = trial.world().settings().get("nhl.api.url");
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(deaf.getInetAddress(), deaf.getLocalPort());
                Socket second = new Socket(deaf.getInetAddress(), deaf.getLocalPort())) {
            trial.setting("nhl.api.url", "https://127.0.0.1:" + deaf.getLocalPort());
            trial.setting("nhl.api.connect-timeout", 500);
            trial.run();
        }
        trial.setting("nhl.api.url", api);
    }

    private static void bomb(HttpExchange exchange, byte[] document) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] blanks = new byte[MEGABYTE];
            Arrays.fill(blanks, (byte) ' ');
            for (int i = 0; i < 500; i++) {
                gzip.write(blanks);
            }
        }
        exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        Fault.other(packed.toByteArray()).answer(exchange, document);
    }
}
