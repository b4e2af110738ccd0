package nhldata.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The documents of the sample league at a given time, without the HTTP in between. */
final class Documents {
    static final List<String> TEAMS = List.of("awayTeam", "homeTeam");
    private final Endpoints endpoints;

    private Documents(Instant now) {
        endpoints = new Endpoints(Clock.fixed(now, ZoneOffset.UTC));
    }

    static Documents at(String now) {
        return new Documents(Instant.parse(now));
    }

    static Documents longAfter() {
        return at("2026-07-15T12:00:00Z");
    }

    int status(String path) {
        return endpoints.get(path).status();
    }

    byte[] bytes(String path) {
        return endpoints.get(path).body();
    }

    JsonNode get(String path) {
        try {
            return new ObjectMapper().readTree(bytes(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode boxScore(int gameId) {
        return get("/v1/gamecenter/" + gameId + "/boxscore");
    }

    /** The games of this day in its schedule. */
    List<JsonNode> listed(String date) {
        return elements(get("/v1/schedule/" + date).at("/gameWeek/0/games")).toList();
    }

    JsonNode listed(Game game, Object date) {
        return listed(date.toString()).stream().filter(one -> one.path("id").asInt() == game.id()).findFirst().orElseThrow();
    }

    static List<JsonNode> skaters(JsonNode boxScore, String team) {
        return players(boxScore, team, "forwards", "defense");
    }

    static List<JsonNode> goalies(JsonNode boxScore, String team) {
        return players(boxScore, team, "goalies");
    }

    static List<JsonNode> players(JsonNode boxScore, String team, String... groups) {
        return Arrays.stream(groups).flatMap(group -> elements(boxScore.at("/playerByGameStats/" + team + "/" + group))).toList();
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
