package nhldata.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The sample league as one sees it at a given time, without the HTTP in between. */
final class Documents {
    static final String LONG_AFTER = "2026-07-15T12:00:00Z";
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private final Answers answers;

    private Documents(Instant now) {
        answers = new Answers(Clock.fixed(now, ZoneOffset.UTC));
    }

    static Documents at(String now) {
        return new Documents(Instant.parse(now));
    }

    int status(String path) {
        return answers.to(path).status();
    }

    JsonNode get(String path) {
        Answer answer = answers.to(path);
        if (answer.status() != 200) {
            throw new AssertionError(path + " answered " + answer.status());
        }
        try {
            return MAPPER.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode boxScore(int gameId) {
        return get("/v1/gamecenter/" + gameId + "/boxscore");
    }

    /** The games that the schedule has under this day. */
    List<JsonNode> listed(String date) {
        List<JsonNode> games = new ArrayList<>();
        get("/v1/schedule/" + date).path("gameWeek").path(0).path("games").forEach(games::add);
        return games;
    }

    static List<JsonNode> skaters(JsonNode boxScore, String side) {
        List<JsonNode> skaters = new ArrayList<>();
        JsonNode players = boxScore.path("playerByGameStats").path(side);
        players.path("forwards").forEach(skaters::add);
        players.path("defense").forEach(skaters::add);
        return skaters;
    }

    static List<JsonNode> goalies(JsonNode boxScore, String side) {
        List<JsonNode> goalies = new ArrayList<>();
        boxScore.path("playerByGameStats").path(side).path("goalies").forEach(goalies::add);
        return goalies;
    }

    static int sum(List<JsonNode> players, String field) {
        return players.stream().mapToInt(player -> player.required(field).asInt()).sum();
    }
}
