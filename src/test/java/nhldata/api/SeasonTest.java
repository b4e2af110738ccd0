package nhldata.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

/** A whole season, 2024-25, with its shootouts, goals of goalies, emergency line-ups and traded players. */
class SeasonTest {
    private static final Pattern BOX_SCORE = Pattern.compile(".*gamecenter/(\\d{10})/boxscore\\.json");
    private static final String NOT_RECORDED = "2024020936";

    @Test
    void readsASeasonToItsKnownTotals() throws IOException {
        Map<String, byte[]> boxScores = new HashMap<>();
        Map<String, ScheduledGame> finals = new HashMap<>();
        Map<Integer, Person> persons = new HashMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(new BufferedInputStream(
                Files.newInputStream(Shared.nhl("replay/season-20242025.tar.gz")))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Matcher boxScore = BOX_SCORE.matcher(entry.getName());
                if (boxScore.matches()) {
                    boxScores.put(boxScore.group(1), tar.readAllBytes());
                } else if (entry.getName().contains("/schedule/") && entry.isFile()) {
                    new ScheduleReader().read(tar.readAllBytes()).stream().flatMap(day -> day.games().stream())
                            .filter(game -> game.state() == GameState.FINAL && (game.gameType() == 2 || game.gameType() == 3))
                            .forEach(game -> finals.put(game.gameId(), game));
                } else if (entry.getName().contains("/roster/") && entry.isFile()) {
                    persons.putAll(new RosterReader().read(tar.readAllBytes()));
                }
            }
        }
        assertEquals(1398, finals.size());
        assertEquals(1397, boxScores.size());
        finals.remove(NOT_RECORDED);

        List<List<String>> rows = new ArrayList<>();
        finals.forEach((id, game) -> {
            Boxscore boxscore = new BoxscoreReader().read(boxScores.get(id), game.ref()).withBios(persons::get);
            assertEquals(List.of(), boxscore.drift(), id);
            rows.addAll(GameStatsCsv.rows(boxscore));
        });
        assertEquals(53_478, rows.size());
        assertEquals(8_429, sum(rows, "player_stats_skaterStats_goals"));
        assertEquals(14_189, sum(rows, "player_stats_skaterStats_assists"));
        assertEquals(1_046, rows.stream().map(row -> row.get(0)).distinct().count());
        List<List<String>> draisaitl = rows.stream().filter(row -> "Leon Draisaitl".equals(row.get(14))).toList();
        assertEquals(139, sum(draisaitl, "player_stats_skaterStats_goals") + sum(draisaitl, "player_stats_skaterStats_assists"));
        assertEquals("Edmonton Oilers", draisaitl.get(0).get(12));
    }

    private static int sum(List<List<String>> rows, String column) {
        int index = GameStatsCsv.HEADER.indexOf(column);
        return rows.stream().map(row -> row.get(index)).filter(value -> value != null).mapToInt(Integer::parseInt).sum();
    }
}
