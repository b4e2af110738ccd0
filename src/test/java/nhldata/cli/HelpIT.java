package nhldata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nhldata.deadletter.DeadLetterService;
import nhldata.testing.Dbt;
import nhldata.testing.FakeApi;
import nhldata.testing.Fault;
import nhldata.testing.FreePort;
import nhldata.testing.PackagedProgram;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import nhldata.testing.WebhookServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Every example of every --help, typed as it stands there, in the order in which a person would. */
@ExtendWith(Stack.class)
class HelpIT {

    /** The one game of the examples; the sample league has another one in its place. */
    private static final String GAME = "2019030042";
    private static final String REAL = "2019030113";
    private static final List<String> VERBS = List.of("backfill", "doctor", "sweep", "load", "check", "rederive", "dlq list", "dlq show",
            "dlq discard", "dlq restore", "dlq replay", "exceptions list", "exceptions accept", "exceptions withdraw", "marts", "retention", "why", "status", "leaders", "notify test", "completion", "runs", "runs cancel");

    @TempDir
    private Path folder;

    @Test
    @Tag("slow")
    void everyExampleDoesWhatItSays(TestEnvironment empty) throws Exception {
        List<String> failed = new ArrayList<>();
        try (FakeApi api = FakeApi.ofSampleLeague(); WebhookServer receiver = new WebhookServer()) {
            TestEnvironment world = empty.withoutTables().asking(api).with("nhl.notify.webhook-url", receiver.url("/hook"));
            for (String verb : VERBS) {
                // the marts are built where dbt is installed, and elsewhere it says what is missing
                for (String example : List.of("marts", "why").contains(verb) && !Dbt.isInstalled() ? List.<String>of() : examples(verb)) {
                    prepare(world, api, example);
                    String outcome = type(world, words(named(world, example.replace(GAME, REAL))));
                    if (!outcome.startsWith("0 ") || example.contains("--json") && !isJson(outcome.substring(2))) {
                        failed.add(example + ": " + outcome);
                    }
                }
            }
        }
        assertEquals(List.of(), failed);
    }

    /** The service ends when it is told to; until then it does what its examples say. */
    @Test
    @Tag("slow")
    void everyExampleOfTheServiceRunsUntilItIsStopped(TestEnvironment empty) throws Exception {
        TestEnvironment world = empty.with("nhl.api.url", "sample").with("http.port", 0);
        List<String> examples = examples("run");
        assertEquals(2, examples.size());
        for (String example : examples) {
            boolean embedded = example.contains("--embedded");
            TestEnvironment own = embedded ? world.with("postgres.port", FreePort.find()).with("embedded.s3-port", FreePort.find()) : world;
            String sign = embedded ? "step1 done: 12 games found, 12 loaded" : "daily run    next at ";
            try (PackagedProgram service = PackagedProgram.start(own, folder, words(example).toArray(String[]::new))) {
                Awaitility.await(example).atMost(Duration.ofSeconds(90)).failFast(() -> service.endsWithin(0)).until(() -> service.output().contains(sign));
                service.terminate();
                assertEquals(143, service.exitCode(), example);
            }
        }
    }

    /** A login of its own, and a port that somebody else has. */
    @Test
    void theDoctorNamesTablesAndPorts(TestEnvironment empty) throws Exception {
        empty.execute("create role it_doctor login");
        empty.execute("grant usage on schema etl to it_doctor; grant select on etl.schema_history to it_doctor");
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            TestEnvironment world = empty.with("nhl.api.url", "sample").with("postgres.user", "it_doctor").with("http.port", other.getLocalPort());

            String refused = type(world, List.of("doctor"));
            assertTrue(refused.contains("✗ privileges: user it_doctor may not read and write etl."), refused);
            assertTrue(refused.contains("game_stats"), refused);
            assertTrue(refused.contains("! status page: port " + other.getLocalPort() + " on 127.0.0.1 cannot be bound"), refused);

            empty.execute("revoke usage on schema etl from it_doctor");
            String blind = type(world, List.of("doctor"));
            assertTrue(blind.contains("✗ privileges: user it_doctor has no usage privilege on schema etl\n    run: grant nhldata_loader to it_doctor"), blind);

            empty.execute("grant nhldata_loader to it_doctor");
            String granted;
            try (FakeApi api = FakeApi.ofSampleLeague()) {
                // a body without an end: the head is what the doctor asks for
                api.fault("/schedule/", Fault.drip(1_000));
                granted = type(world.with("http.port", "off").asking(api), List.of("doctor"));
                assertTrue(granted.contains("✓ API: " + api.url() + " responded in"), granted);
            }
            assertTrue(granted.contains("✓ privileges: user it_doctor may read and write"), granted);
            assertFalse(granted.contains("status page"), granted);
        } finally {
            empty.execute("drop owned by it_doctor");
            empty.execute("drop role it_doctor");
        }
    }

    @Test
    void theDoctorNamesWhatIsWrongAndWhatToDo(TestEnvironment world) throws Exception {
        TestEnvironment sick = world.with("postgres.port", 1).with("s3.secret-key", "wrong").with("nhl.api.url", "http://127.0.0.1:1");
        String outcome = type(sick, List.of("doctor"));
        assertTrue(outcome.startsWith("1 "), outcome);
        for (String words : List.of("✓ routes", "✗ PostgreSQL", "set PGHOST and PGPORT", "✗ bucket", "rejected the request with status 403", "AWS_SECRET_ACCESS_KEY", "✗ API", "NHL_API_URL")) {
            assertTrue(outcome.contains(words), words + " is not in " + outcome);
        }
    }

    @Test
    void aDryRunTellsAndChangesNothing(TestEnvironment empty) throws Exception {
        TestEnvironment world = empty.with("nhl.api.url", "sample");
        String outcome = type(world, List.of("backfill", "--from", "2020-08-04", "--to", "2020-08-05", "--dry-run", "--json"));
        assertEquals(12, new ObjectMapper().readTree(outcome.substring(2)).get("games").asInt(), outcome);
        assertEquals("0 | 0", world.row("select (select count(*) from etl.run), (select count(*) from etl.day)"));

        world.sweep("2020-08-04", "2020-08-05", "all");
        world.execute("update etl.game set state = 'queued' where game_id = " + REAL);
        for (Map.Entry<String, Integer> scope : Map.of("missing", 0, "failed", 0, "all", 11).entrySet()) {
            String again = type(world, List.of("backfill", "--from", "2020-08-04", "--to", "2020-08-05", "--only", scope.getKey(), "--dry-run", "--json"));
            assertEquals(scope.getValue(), new ObjectMapper().readTree(again.substring(2)).get("games").asInt(), again);
        }
    }

    /** What the example presupposes: marts, or a game that is dead. */
    private static void prepare(TestEnvironment world, FakeApi api, String example) throws Exception {
        api.heal();
        if (example.startsWith("nhldata leaders")) {
            world.execute("create table if not exists public.points_leaders (team_name text, full_name text, points integer)");
        }
        if (example.matches("nhldata dlq (show|replay|discard|restore).*")) {
            api.fault(REAL + "/boxscore", Fault.status(404));
            world.sweep("2020-08-04", "2020-08-04", "all");
            api.heal();
        }
        if (example.matches("nhldata exceptions (accept|withdraw).*")) {
            world.sweep("2020-08-04", "2020-08-04", "missing");
            world.execute("insert into etl.quarantined_game (game_id, game_date, season, dbt_run_id, checks, reason, loaded_at, next_command) values ("
                    + REAL + ", '2020-08-04', 20192020, 1, '{goals are the score}', 'a goal too many', now(), 'nhldata load') on conflict do nothing");
        }
        if (example.matches("nhldata runs .+")) {
            world.execute("insert into etl.run (run_id, kind, source, owner) values ('20261122-100000-sweep-3f9a1c', 'sweep', 'nhl', 'elsewhere/1/1/1/1') on conflict do nothing;"
                    + " update etl.run set cancel_requested_at = null where cancel_requested_at is not null");
        }
        if (example.startsWith("nhldata dlq restore")) {
            new DeadLetterService(world.settings()).discard(REAL, "no such game");
        }
    }

    /** The sample league has other players, and perhaps other teams on these dates. */
    private static String named(TestEnvironment world, String example) {
        return !example.startsWith("nhldata why") ? example
                : example.replace("kucherov", world.row("select min(player_person_id) from game_stats where game_id = " + REAL))
                        .replace("TBL", world.row("select home_team from etl.game where game_id = " + REAL));
    }

    private static List<String> examples(String verb) {
        CommandLine command = Main.commandLine();
        for (String word : verb.split(" ")) {
            command = command.getSubcommands().get(word);
        }
        Matcher lines = Pattern.compile("(?m)^ {2}(nhldata .*)$").matcher(command.getUsageMessage());
        List<String> examples = lines.results().map(m -> m.group(1).strip()).toList();
        assertTrue(!examples.isEmpty(), verb);
        return examples;
    }

    private String type(TestEnvironment world, List<String> words) throws IOException, InterruptedException {
        try (PackagedProgram program = PackagedProgram.start(world, folder, words.toArray(String[]::new))) {
            int exitCode = program.exitCode();
            return exitCode + " " + (words.contains("--json") ? program.answer() : program.output());
        }
    }

    private static boolean isJson(String text) {
        try {
            return new ObjectMapper().readTree(text).isContainerNode();
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> words(String example) {
        return Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(example.replaceFirst("^nhldata ", "")).results()
                .map(m -> m.group(1) == null ? m.group(2) : m.group(1)).toList();
    }
}
