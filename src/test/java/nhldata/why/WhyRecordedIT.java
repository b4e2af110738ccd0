package nhldata.why;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.zip.GZIPInputStream;
import nhldata.testing.Dbt;
import nhldata.testing.FakeApi;
import nhldata.testing.ReplayDocuments;
import nhldata.testing.Shared;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import nhldata.why.Question.Phase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Ten numbers of a week in each of three recorded seasons, from the mart to what the raw documents in the bucket say. */
@Tag("slow")
@ExtendWith(Stack.class)
class WhyRecordedIT {

    private static final List<String> NUMBERS = List.of("kessel 2011-12 points", "chara 2011-12 goals", "lundqvist 2011-12 save percentage", "BOS 2011-12 goals for without shootout",
            "pastrnak 2019-20 points", "vasilevskiy 2019-20 save percentage", "COL 2019-20 goals for without shootout", "kucherov 2024-25 points", "hellebuyck 2024-25 saves", "VGK 2024-25 goals for without shootout");

    @TempDir
    private Path folder;

    @Test
    void tenNumbersLeadFromTheMartToTheDocuments(TestEnvironment empty) throws Exception {
        Dbt.assumeInstalled();
        List<Path> seasons = List.of(Shared.nhl("replay/season-20112012.tar.gz"), Shared.nhl("replay/season-20192020.tar.gz"), Shared.nhl("replay/season-20242025.tar.gz"));
        try (FakeApi api = new FakeApi(new ReplayDocuments(seasons, null))) {
            TestEnvironment world = empty.asking(api);
            world.sweep("2011-10-06", "2011-10-13");
            world.sweep("2019-10-02", "2019-10-09");
            assertEquals("partial", world.sweep("2025-02-24", "2025-03-01").status(), "the box score of 2024020936 does not exist");
            new Dbt(world, folder).build();
            for (String number : NUMBERS) {
                String[] words = number.split(" ", 3);
                try (Connection connection = world.connect()) {
                    Trace trace = TraceReader.read(connection, Question.of(words[0], words[1], Phase.REGULAR_SEASON, null, words[2]));
                    assertTrue(trace.agrees() && trace.games().size() > 1, () -> new Explanation(trace).asText());
                    for (TracedGame game : trace.games()) {
                        assertEquals(inDocument(world.object(game.document()), trace, game.side()), number(game), number + " " + game.document());
                    }
                    assertEquals(words[0].equals("kucherov"), trace.missingShown().toString().contains("2024020936"), number);
                }
            }
        }
    }

    private static String number(TracedGame game) {
        return game.rowText().replace('–', '0');
    }

    /** Read in another way than the application reads it. */
    private static String inDocument(byte[] gzipped, Trace trace, String side) throws IOException {
        JsonNode document = new ObjectMapper().readTree(new GZIPInputStream(new ByteArrayInputStream(gzipped)));
        int sum = 0;
        for (JsonNode position : document.at("/playerByGameStats/" + side + "Team")) {
            for (JsonNode player : position) {
                if (trace.subject().isTeam()) {
                    sum += player.path("goals").asInt();
                } else if (player.path("playerId").asInt() == trace.subject().id()) {
                    String shots = player.path("saveShotsAgainst").asText("0/0");
                    switch (trace.statistic().name()) {
                        case "points" -> sum += player.path("goals").asInt() + player.path("assists").asInt();
                        case "goals" -> sum += player.path("goals").asInt();
                        case "saves" -> sum += Integer.parseInt(shots.split("/")[0]);
                        default -> {
                            return shots;
                        }
                    }
                }
            }
        }
        return String.valueOf(sum);
    }
}
