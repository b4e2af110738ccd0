package nhldata.why;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import nhldata.status.Leaders;
import nhldata.why.Question.Phase;

/** Reads a {@link Trace} in one read-only transaction, so that its parts fit each other. */
public final class TraceReader {

    /** Keeps the decimals of the marts. */
    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

    private TraceReader() {
    }

    /**
     * Reads over a connection that is used for nothing else.
     *
     * @throws IllegalArgumentException if the question names nothing that there is, or more than one thing; the message says what there is
     * @throws IllegalStateException if the marts were never published
     */
    public static Trace read(Connection connection, Question question) throws SQLException {
        Statements.begin(connection);
        Subject subject = Subject.find(connection, question.subject(), question.season());
        List<Integer> seasons = seasons(connection, subject, question.phase());
        Integer season = question.season() != null || question.allSeasons() || seasons.isEmpty() ? question.season() : seasons.get(0);
        List<Map<String, String>> amounts = Statements.rows(connection, subject.isTeam() ? "find-team-games" : "find-player-games",
                subject.id(), season, question.gameTypes(), question.game());
        List<Statistic> statistics = Statistic.of(subject, amounts.stream().anyMatch(row -> "t".equals(row.get("is_goalie"))), question.gameTypes().equals(Phase.REGULAR_SEASON.gameTypes()));
        Statistic statistic = Statistic.named(question.statistic(), statistics);
        Set<String> ids = amounts.stream().map(row -> row.get("game_id")).collect(Collectors.toCollection(LinkedHashSet::new));
        Set<String> teams = amounts.stream().map(row -> row.get("team_id")).filter(id -> id != null).collect(Collectors.toCollection(LinkedHashSet::new));
        if (question.game() != null) {
            ids.add(question.game());
        }
        if (subject.isTeam()) {
            teams.add(String.valueOf(subject.id()));
        }
        List<Map<String, String>> facts = Statements.rows(connection, "find-games", array(ids), array(teams), season, question.gameTypes(), question.game());
        if (facts.isEmpty()) {
            throw new IllegalArgumentException(question.game() != null ? "game " + question.game() + " is not in the ledger"
                    : subject.name() + " has no game in " + Explanation.scope(question, season) + "; there are: " + seasonsOfEachPhase(connection, subject));
        }
        Integer player = subject.isTeam() ? null : Integer.valueOf(subject.id());
        String mart = question.game() == null ? mart(statistic, question, season) : null;
        return new Trace(question, subject, season, statistic, statistics, seasons, mart, mart == null ? null : row(connection, question, subject, season, mart),
                games(facts, amounts, statistic),
                Statements.rows(connection, "find-corrections", array(ids), player, array(new LinkedHashSet<>(statistic.sources()))),
                Statements.rows(connection, "find-exceptions", array(ids), player, array(teams)),
                facts.stream().filter(game -> amounts.stream().noneMatch(row -> row.get("game_id").equals(game.get("game")))).toList(),
                question.game() != null ? List.of() : Statements.rows(connection, "find-unread-dates", season, question.gameTypes()),
                Statements.rows(connection, "find-marts-status").stream().findFirst().orElse(Map.of()), Leaders.warning(connection));
    }

    private static List<Integer> seasons(Connection connection, Subject subject, Phase phase) throws SQLException {
        return Statements.rows(connection, "find-seasons", subject.kind(), subject.id(), phase.label()).stream().map(row -> Integer.valueOf(row.get("season"))).toList();
    }

    private static String seasonsOfEachPhase(Connection connection, Subject subject) throws SQLException {
        List<String> found = new ArrayList<>();
        for (Phase phase : List.of(Phase.REGULAR_SEASON, Phase.PLAYOFFS)) {
            List<Integer> seasons = seasons(connection, subject, phase);
            if (!seasons.isEmpty()) {
                found.add(phase.label() + " " + String.join(", ", seasons.stream().map(Question::seasonName).toList()));
            }
        }
        return found.isEmpty() ? "none" : String.join("; ", found);
    }

    private static String mart(Statistic statistic, Question question, Integer season) {
        if (statistic.hasAllTotals()) {
            return season == null ? "player_career_totals" : statistic.mart().relation();
        }
        if (season == null || question.phase() == Phase.TOGETHER) {
            throw new IllegalArgumentException("mart " + statistic.mart().relation() + " has totals of one season, of regular season or playoffs: give one of each");
        }
        return statistic.mart().relation();
    }

    private static JsonNode row(Connection connection, Question question, Subject subject, Integer season, String mart) throws SQLException {
        return Statements.rows(connection, "find-mart-rows", subject.kind(), subject.id(), season, question.phase().label()).stream()
                .filter(row -> row.get("mart").equals(mart)).map(row -> json(row.get("columns"))).findFirst().orElse(null);
    }

    private static List<TracedGame> games(List<Map<String, String>> facts, List<Map<String, String>> amounts, Statistic statistic) {
        Map<String, Map<String, Map<String, String>>> byGame = amounts.stream().collect(Collectors.groupingBy(row -> row.get("game_id"),
                Collectors.toMap(row -> row.get("level"), row -> row)));
        List<TracedGame> games = new ArrayList<>();
        for (Map<String, String> game : facts) {
            Map<String, Map<String, String>> levels = byGame.get(game.get("game"));
            if (levels != null) {
                Map<String, String> rows = levels.get("rows");
                games.add(new TracedGame(game, levels.values().iterator().next().get("side"), statistic,
                        levels.containsKey("marts") ? json(levels.get("marts").get("amounts")) : null, rows == null ? null : json(rows.get("amounts")),
                        rows == null ? null : json(rows.get("columns"))));
            }
        }
        return games;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String array(Set<String> values) {
        return "{" + String.join(",", values) + "}";
    }
}
