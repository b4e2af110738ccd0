package nhldata.reload;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import nhldata.process.InstanceId;
import nhldata.testing.FakeApi;
import nhldata.testing.Fault;
import nhldata.testing.PackagedProgram;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Whatever language, script and encoding the machine has: names are what they are, and words of the ledger are the ledger's. */
@Tag("slow")
@ExtendWith(Stack.class)
class AnyLocaleIT {

    private static final String DATE = "2022-10-11";
    private static final String GAME = "2022020044";

    @TempDir
    private Path folder;

    /** As cron starts it (no locale at all), and on a Turkish and an Arabic machine whose encoding knows few letters. */
    @ParameterizedTest
    @ValueSource(strings = {"", "-Duser.language=tr -Duser.country=TR", "-Duser.language=ar -Duser.country=EG -Dfile.encoding=US-ASCII"})
    void namesComeOutAsTheyAre(String javaOptions, TestEnvironment empty) throws Exception {
        try (FakeApi api = FakeApi.ofSampleLeague()) {
            TestEnvironment world = empty.asking(api);
            Map<String, String> machine = Map.of("LC_ALL", "C", "JAVA_OPTS", javaOptions);
            api.edit(FakeApi.boxscore(GAME), game -> ((ObjectNode) game.at("/playerByGameStats/awayTeam/forwards/0")).put("playerId", "Šťastný"))
                    .edit(FakeApi.boxscore("2022020045"), game -> ((ArrayNode) game.at("/playerByGameStats/homeTeam/forwards"))
                            .forEach(forward -> ((ObjectNode) forward.get("name")).put("default", "Ž. İĞÜÇÉ")))
                    .fault("/v1/roster/", Fault.status(404)).fault("/v1/player/", Fault.status(404));

            String printed = run(world, machine, 2, "sweep", "--from", DATE, "--to", DATE);

            assertEquals("t", world.row("select count(*) > 5 from game_stats where game_id = 2022020045 and player_person_fullname = 'Ž. İĞÜÇÉ'"));
            String csv = new String(world.object(world.row("select s3_key from etl.game where game_id = 2022020045")), StandardCharsets.UTF_8);
            assertTrue(csv.contains("Ž. İĞÜÇÉ"), csv);
            String reason = world.row("select reason from etl.dead_letter where state = 'open'");
            assertTrue(reason.contains("\"Šťastný\""), reason);
            assertTrue(printed.contains("\"Šťastný\"") && printed.contains("12 games found, 11 loaded, 1 dead"), printed);
            try (Stream<Path> logs = Files.list(folder)) {
                Path log = logs.filter(file -> file.getFileName().toString().startsWith("nhldata-verbs.")).findFirst().orElseThrow();
                assertTrue(Files.readString(log).contains("\"Šťastný\""));
            }

            assertTrue(run(world, machine, 0, "dlq", "show", GAME).contains("\"Šťastný\""));
            assertTrue(run(world, machine, 0, "dlq", "discard", GAME, "--why", "špatný iş №7").contains("špatný iş №7"));
            assertEquals("špatný iş №7", world.row("select closed_why from etl.dead_letter where state = 'discarded'"));
            assertEquals("partial", world.row("select status from etl.run"));
        }
    }

    @Test
    void anEditOfTheRoutesIsRecordedInTurkishToo(TestEnvironment world) throws Exception {
        world.start().close();
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setURL("jdbc:postgresql://127.0.0.1:" + world.settings().get("postgres.port") + "/" + world.settings().get("postgres.database"));
        database.setUser(world.settings().get("postgres.user"));
        RouteSet former = new RouteSet(folder, new TreeMap<>(Map.of("FILE.camel.yaml", "- I\n")));
        RouteSet next = new RouteSet(folder, new TreeMap<>(Map.of("FILE.camel.yaml", "- i\n")));
        Locale before = Locale.getDefault();
        Locale.setDefault(new Locale("tr", "TR"));
        try {
            RouteChanges changes = new RouteChanges(database, new InstanceId());
            changes.record(RouteChange.applied(former, next));
            changes.record(RouteChange.withdrawn(next));
            changes.record(RouteChange.rejected(next, former, List.of(new Problem("FILE.camel.yaml", 1, "I is none"))));
        } finally {
            Locale.setDefault(before);
        }
        assertEquals(List.of("applied", "withdrawn", "refused"), world.rows("select result from etl.route_change order by route_change_id"));
    }

    /** JDK 17 would take the routes for what they are not. */
    @Test
    void anEncodingThatCannotWorkIsRefusedInWords(TestEnvironment world) throws Exception {
        assertTrue(run(world, Map.of("JAVA_OPTS", "-Dfile.encoding=ISO-8859-9"), 1, "status").contains("unsupported default encoding ISO-8859-9"));
    }

    private String run(TestEnvironment world, Map<String, String> machine, int code, String... arguments) throws Exception {
        try (PackagedProgram program = PackagedProgram.start(world, folder, machine, arguments)) {
            int ended = program.exitCode();
            assertEquals(code, ended, program.output());
            return program.output();
        }
    }
}
