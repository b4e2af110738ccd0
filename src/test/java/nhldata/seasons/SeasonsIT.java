package nhldata.seasons;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import nhldata.testing.Dbt;
import nhldata.testing.FakeApi;
import nhldata.testing.ReplayDocuments;
import nhldata.testing.Shared;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code make seasons} with a season of a few games. */
@Tag("slow")
class SeasonsIT {

    private static final ObjectMapper JSON = new ObjectMapper();
    /** All games of R. DiPietro in 2011-12; into the first one he came for the shootout alone, with a decision and no time on ice. */
    private static final Map<String, String> GAMES = Map.of("2011020129", "2011-10-27", "2011020144", "2011-10-29", "2011020168", "2011-11-03", "2011020187", "2011-11-05",
            "2011020261", "2011-11-17", "2011020279", "2011-11-19", "2011020302", "2011-11-23", "2011020381", "2011-12-03");

    @Test
    void theMartsHaveWhatTheDocumentsOfAGoalieSay(@TempDir Path folder) throws Exception {
        Dbt.assumeInstalled();
        ReplayDocuments season = new ReplayDocuments(Shared.nhl("replay/season-20112012.tar.gz"), null);
        for (Map.Entry<String, String> game : GAMES.entrySet()) {
            Path boxScore = folder.resolve(FakeApi.boxscore(game.getKey()).substring(1) + ".json");
            Files.createDirectories(boxScore.getParent());
            Files.write(boxScore, season.document(FakeApi.boxscore(game.getKey())));
            ObjectNode day = season.days().get(game.getValue()).deepCopy();
            ArrayNode games = day.withArray("games");
            for (int i = games.size() - 1; i >= 0; i--) {
                if (!games.get(i).path("id").asText().equals(game.getKey())) {
                    games.remove(i);
                }
            }
            day.put("numberOfGames", games.size());
            Path schedule = folder.resolve("v1/schedule/" + game.getValue() + ".json");
            Files.createDirectories(schedule.getParent());
            Files.write(schedule, JSON.writeValueAsBytes(JSON.createObjectNode().set("gameWeek", JSON.createArrayNode().add(day))));
        }
        assertEquals("8 | 22 | 3.73 | 0 | 6 | 3-2-3", Tree.read(folder).goalies().sums().get("20112012 8468481"));
        assertTrue(Seasons.run(List.of(folder)));
    }
}
