package nhldata.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import nhldata.testing.FakeApi;
import nhldata.testing.Fault;
import nhldata.testing.PackagedProgram;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program with the heap that bin/nhldata gives it, when all that it reads at once is as large as it may be, or larger. */
@Tag("slow")
@ExtendWith(Stack.class)
class MemoryIT {

    private static final String FROM = "2022-10-11";
    private static final String TO = "2022-10-13";

    @TempDir
    private Path folder;

    /** 28,000 fields are 56,000 tokens. */
    private static final byte[] MUCH = padding(28_000, 20);
    private static final byte[] TOO_MUCH = padding(240_000, 4);

    @Test
    void documentsAndObjectsAtEveryLimitAtOnceDoNotEndTheProcess(TestEnvironment empty) throws Exception {
        try (FakeApi api = FakeApi.ofSampleLeague()) {
            TestEnvironment world = empty.asking(api).with("nhl.api.retry-delay", 100);
            api.fault("[05]/boxscore", padded(TOO_MUCH)).fault("/boxscore|/score/|/roster/|/player/", padded(MUCH)).fault("/schedule/", padded(padding(10_000, 60)));

            try (PackagedProgram sweep = PackagedProgram.start(world, folder, "sweep", "--from", FROM, "--to", TO)) {
                assertEquals(2, sweep.exitCode(), sweep.output());
            }
            assertEquals("t | t", world.row("select count(*) filter (where state = 'loaded') >= 16, count(*) filter (where state = 'dead') >= 3 from etl.game"));
            assertEquals("0", world.row("select count(*) from etl.game where (state = 'dead') is distinct from (game_id::text ~ '[05]$')"));

            world.keys("player_game_stats/").forEach(key -> world.put(key, new byte[24 << 20]));
            try (PackagedProgram load = PackagedProgram.start(world, folder, "load")) {
                assertEquals(2, load.exitCode(), load.output());
            }
            assertEquals("0", world.row("select count(*) from etl.game where loaded_at is null and state <> 'dead'"));
        }
    }

    /** The document, and before its last brace what nobody asked for. */
    private static Fault padded(byte[] padding) {
        return (exchange, document) -> {
            if (document == null) {
                Fault.none().answer(exchange, null);
                return;
            }
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.write(document, 0, document.length - 1);
            all.write(padding);
            Fault.other(all.toByteArray()).answer(exchange, document);
        };
    }

    private static byte[] padding(int fields, int letters) {
        StringBuilder padding = new StringBuilder();
        for (int i = 0; i < fields; i++) {
            padding.append(",\"f").append(i).append("\":\"").append("x".repeat(letters)).append('"');
        }
        return padding.append('}').toString().getBytes(StandardCharsets.US_ASCII);
    }
}
