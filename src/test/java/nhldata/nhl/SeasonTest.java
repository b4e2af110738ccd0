package nhldata.nhl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import nhldata.testing.Shared;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole seasons, with their shootouts, goals of goalies, own goals, emergency line-ups and traded players. */
class SeasonTest {
    private static final Pattern BOX_SCORE = Pattern.compile(".*gamecenter/(\\d{10})/boxscore\\.json");

    /** The last column names the games in which a goal is credited to nobody, or a player is listed twice. */
    @ParameterizedTest
    @CsvSource({
        "20242025, 1397, 53478, 8429, 14189, 1046, Leon Draisaitl, 139, 2024020052 2024020720 2024020949",
        "20192020, 1212, 48481, 7156, 11963, 0, , 0, 2019020092 2019020684 2019030001",
        "20122013, 806, 32239, 4253, 7304, 0, , 0, 2012020446",
        "20112012, 1316, 52639, 6960, 11912, 0, Evgeni Malkin, 117, 2011020522"})
    void readsASeasonToItsKnownTotals(String season, int games, int lines, int goals, int assists, int players, String leader, int points,
            String odd) throws IOException {
        Map<String, byte[]> boxScores = new HashMap<>();
        Map<String, ScheduledGame> finals = new HashMap<>();
        Map<Integer, Person> persons = new HashMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(new BufferedInputStream(
                Files.newInputStream(Shared.nhl("replay/season-" + season + ".tar.gz")))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Matcher boxScore = BOX_SCORE.matcher(entry.getName());
                if (boxScore.matches()) {
                    boxScores.put(boxScore.group(1), tar.readAllBytes());
                } else if (entry.getName().contains("/schedule/") && entry.isFile()) {
                    new ScheduleReader().read(tar.readAllBytes()).days().stream().flatMap(day -> day.games().stream())
                            .filter(game -> game.state() == ScheduledGameState.FINAL && (game.gameType() == 2 || game.gameType() == 3))
                            .forEach(game -> finals.put(game.gameId(), game));
                } else if (entry.getName().contains("/roster/") && entry.isFile()) {
                    persons.putAll(new RosterReader().read(tar.readAllBytes()));
                }
            }
        }
        assertEquals(games, boxScores.size());
        finals.keySet().retainAll(boxScores.keySet());
        assertEquals(games, finals.size());

        List<List<String>> rows = new ArrayList<>();
        Set<String> drifting = new TreeSet<>();
        finals.forEach((id, game) -> {
            Boxscore boxscore = new BoxscoreReader().read(boxScores.get(id), game.key()).withBios(persons::get);
            if (!boxscore.drift().isEmpty()) {
                drifting.add(id);
            }
            rows.addAll(GameStatsCsv.rows(boxscore));
        });
        assertEquals(new TreeSet<>(List.of(odd.split(" "))), drifting);
        assertEquals(lines, rows.size());
        assertEquals(goals, sum(rows, "player_stats_skaterStats_goals"));
        assertEquals(assists, sum(rows, "player_stats_skaterStats_assists"));
        if (players > 0) {
            assertEquals(players, rows.stream().map(row -> row.get(0)).distinct().count());
        }
        if (leader != null) {
            List<List<String>> ofLeader = rows.stream().filter(row -> leader.equals(row.get(14))).toList();
            assertEquals(points, sum(ofLeader, "player_stats_skaterStats_goals") + sum(ofLeader, "player_stats_skaterStats_assists"));
        }
    }

    private static int sum(List<List<String>> rows, String column) {
        int index = GameStatsCsv.HEADER.indexOf(column);
        return rows.stream().map(row -> row.get(index)).filter(value -> value != null).mapToInt(Integer::parseInt).sum();
    }
}
