package nhldata.nhl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A document that contradicts itself is read, and drift says in what; one that only seems to is read without drift. */
class ContradictionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "flat.json   | playerByGameStats.awayTeam.forwards[0]          | {'points': 9}                       | playerByGameStats.awayTeam.forwards[].points | 9 points, but 1 goals and 1 assists",
        "nested.json | boxscore.playerByGameStats.awayTeam.defense[0]  | {'points': 1}                       | boxscore.playerByGameStats.awayTeam.defense[].points | 1 points, but 1 goals and 1 assists",
        "flat.json   | playerByGameStats.awayTeam.forwards[0]          | {'assists': 9, 'points': 10}        | awayTeam.score                               | 10 assists on 3 goals of the away team",
        "statsapi.json | teams.away.players.ID9000001.stats.skaterStats | {'assists': 9}                     | teams.away.teamStats.teamSkaterStats.goals   | 10 assists on 3 goals of the away team",
        "flat.json   | playerByGameStats.awayTeam.forwards[0]          | {'toi': '60:01'}                    | playerByGameStats.awayTeam.forwards[].toi    | 60:01 in a game of at most 60:00",
        "nested.json | boxscore.playerByGameStats.homeTeam.goalies[0]  | {'toi': '199:00'}                   | boxscore.playerByGameStats.homeTeam.goalies[].toi | 199:00 in a game of at most 60:00",
        "statsapi.json | teams.home.players.ID9000012.stats.skaterStats | {'timeOnIce': '65:01'}             | teams.home.players.ID*.stats.skaterStats.timeOnIce | 65:01 in a game of at most 65:00",
        "flat.json   | playerByGameStats.awayTeam.goalies[0]           | {'goalsAgainst': 9}                 | playerByGameStats.awayTeam.goalies[].goalsAgainst | 9, but 26 saves of 28 shots",
        "flat.json   | playerByGameStats.awayTeam.goalies[0]           | {'goalsAgainst': 1}                 | playerByGameStats.awayTeam.goalies[].goalsAgainst | 1, but 26 saves of 28 shots",
        "flat.json   | playerByGameStats.awayTeam.goalies[0]           | {'saves': 2147483647}               | playerByGameStats.awayTeam.goalies[].goalsAgainst | 2, but 2147483647 saves of 28 shots",
        "nested.json | boxscore.playerByGameStats.homeTeam.goalies[0]  | {'saveShotsAgainst': '1/30'}        | boxscore.playerByGameStats.homeTeam.goalies[].goalsAgainst | 3, but 1 saves of 30 shots",
        "flat.json   | playerByGameStats.awayTeam.goalies[0]           | {'decision': ''}                    | playerByGameStats.awayTeam.goalies[].decision | no goalie has a decision",
        "flat.json   | playerByGameStats.awayTeam.goalies[1]           | {'decision': 'W'}                   | playerByGameStats.awayTeam.goalies[].decision | decisions of 2 goalies: W, W",
        "flat.json   | playerByGameStats.awayTeam.goalies[0]           | {'decision': 'L'}                   | playerByGameStats.awayTeam.goalies[].decision | L of a team that won in regulation",
        "flat.json   | playerByGameStats.awayTeam.goalies[0]           | {'decision': 'T'}                   | playerByGameStats.awayTeam.goalies[].decision | T of a team that won in regulation",
        "flat.json   | playerByGameStats.homeTeam.goalies[0]           | {'decision': 'W'}                   | playerByGameStats.homeTeam.goalies[].decision | W of a team that lost in regulation",
        "flat.json   | playerByGameStats.homeTeam.goalies[0]           | {'decision': 'O'}                   | playerByGameStats.homeTeam.goalies[].decision | O of a team that lost in regulation",
        "statsapi.json | teams.away.players.ID9000021.stats.goalieStats | {'decision': 'O'}                  | teams.away.players.ID*.stats.goalieStats.decision | O of a team that won",
        "flat.json   | ``                                              | {'periodDescriptor': {'number': 5, 'periodType': 'REG'}} | periodDescriptor.number | 5, but the game ended in REG",
        "flat.json   | ``                                              | {'periodDescriptor': {'number': 1}} | periodDescriptor.number                      | 1, but the game ended in REG",
        "flat.json   | ``                                              | {'periodDescriptor': {'number': 3}, 'gameOutcome': {'lastPeriodType': 'OT'}} | periodDescriptor.number | 3, but the game ended in OT",
        "flat.json   | ``                                              | {'periodDescriptor': {'number': 3, 'periodType': 'OT'}} | periodDescriptor.periodType | OT, but the game ended in REG",
        "flat.json   | awayTeam                                        | {'sog': 99}                         | awayTeam.sog                                 | 99, but the skaters have 7",
        "nested.json | homeTeam                                        | {'sog': 6}                          | homeTeam.sog                                 | 6, but the skaters have 7",
        "statsapi.json | teams.home.players.ID9000012.person           | {'birthDate': '2031-10-08'}         | teams.home.players.ID*.person.birthDate      | 2031-10-08",
        "statsapi.json | teams.home.players.ID9000012.person           | {'birthDate': '1999-02-31'}         | teams.home.players.ID*.person.birthDate      | 1999-02-31",
        "statsapi.json | teams.home.players.ID9000012.person           | {'birthDate': '02/03/1999'}         | teams.home.players.ID*.person.birthDate      | 02/03/1999"})
    void isReadAndReported(String name, String path, String values, String where, String example) throws IOException {
        assertEquals(List.of(new Drift(where, Drift.ODD, example)), Samples.read(changed(name, path, values)).drift());
    }

    /** An own goal, a goalie's shot, the time of overtime, a decision after regulation. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "flat.json   | playerByGameStats.awayTeam.goalies[0]         | {'goalsAgainst': 3}",
        "flat.json   | awayTeam                                      | {'sog': 8}",
        "nested.json | boxscore.playerByGameStats.awayTeam.goalies[0] | {'toi': '60:00'}",
        "flat.json   | ``                                            | {'periodDescriptor': {'number': 7, 'periodType': 'OT'}, 'gameOutcome': {'lastPeriodType': 'OT'}}",
        "statsapi.json | teams.home.players.ID9000031.stats.goalieStats | {'decision': 'O', 'timeOnIce': '65:00'}",
        "statsapi.json | teams.home.players.ID9000012.person         | {'birthDate': '2031-10-07'}"})
    void seemsToContradictItself(String name, String path, String values) throws IOException {
        assertEquals(List.of(), Samples.read(changed(name, path, values)).drift());
    }

    /** In statsapi the score of a shootout is level. */
    @Test
    void aDecisionOfALevelScoreIsATie() throws IOException {
        ObjectNode level = Samples.document("flat.json");
        Samples.at(level, "awayTeam").put("score", 2);
        Samples.at(level, "playerByGameStats.awayTeam.forwards[1]").put("goals", 0).put("points", 0);
        assertEquals(List.of("W of a team that tied in regulation", "L of a team that tied in regulation"), examples(level, "decision"));
        ObjectNode statsApi = Samples.document("statsapi.json");
        Samples.at(statsApi, "teams.away.teamStats.teamSkaterStats").put("goals", 2);
        Samples.at(statsApi, "teams.away.players.ID9000002.stats.skaterStats").put("goals", 0);
        assertEquals(List.of(), examples(statsApi, "decision"));
    }

    @ParameterizedTest
    @CsvSource({"2031020007, REG, 3, 3600", "2031020007, OT, 4, 3900", "2031020007, SO, 5, 3900", "2031020007, , , 3900", "1930020010, OT, 4, 4800",
        "2031030111, REG, 3, 3600", "2031030111, OT, 4, 4800", "2031030111, OT, 8, 9600", "2031030111, OT, 3, 4800", "2031030111, , , 10800"})
    void theLongestTimeIsThatOfThePeriods(String id, String type, Integer period, int seconds) {
        assertEquals(seconds, Contradictions.longest(new GameKey(id, LocalDate.parse("2031-10-08"), null, null), type, period));
    }

    @ParameterizedTest
    @CsvSource({"flat.json, playerByGameStats", "nested.json, boxscore.playerByGameStats"})
    void halfAListIsReported(String name, String players) {
        ObjectNode document = Samples.document(name);
        ArrayNode defense = Samples.list(document, players + ".homeTeam.defense");
        ObjectNode skater = Samples.at(document, players + ".homeTeam.defense[0]").deepCopy();
        for (String statistic : List.of("goals", "assists", "points", "sog", "shots", "shPoints")) {
            if (skater.has(statistic)) {
                skater.put(statistic, 0);
            }
        }
        for (int id = 1; id <= 12; id++) {
            assertEquals(List.of(), examples(document, players + ".awayTeam"));
            defense.add(skater.deepCopy().put("playerId", 9100000 + id));
        }
        assertEquals(List.of("3 skaters, the opponent has 15"), examples(document, players + ".awayTeam"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2999-01-01", "1999-02-31", "soon"})
    void aBirthDateOfABioThatIsNoneIsReported(String date) throws IOException {
        ObjectNode landing = Samples.document("landing.json").put("birthDate", date);
        assertEquals(List.of(new Drift("birthDate", Drift.ODD, date)), new PlayerReader().drift(Samples.bytes(landing)));
        ObjectNode roster = Samples.document("roster-FLA.json");
        Samples.at(roster, "forwards[0]").put("birthDate", date);
        assertEquals(List.of(new Drift("forwards[].birthDate", Drift.ODD, date)), new RosterReader().drift(Samples.bytes(roster)));
    }

    private static List<String> examples(ObjectNode document, String end) {
        return Samples.read(document).drift().stream().filter(drift -> drift.path().endsWith(end)).map(Drift::example).toList();
    }

    private static ObjectNode changed(String name, String path, String values) throws IOException {
        ObjectNode document = Samples.document(name);
        Samples.at(document, path).setAll((ObjectNode) JSON.readTree(values.replace('\'', '"')));
        return document;
    }
}
