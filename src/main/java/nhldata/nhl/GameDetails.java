package nhldata.nhl;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What a box score contains beyond the 70 columns of {@link GameStatsCsv}, as JSON in ASCII: {@code venue}, {@code start_time}, {@code last_period},
 * {@code last_period_type}; and by player {@code goals_against}, {@code starter}, {@code shifts}. Unknown values are absent.
 * The same box score always gives the same string.
 */
public final class GameDetails {

    private static final ObjectWriter JSON = JsonMapper.builder().enable(JsonGenerator.Feature.ESCAPE_NON_ASCII).build().writer();
    private static final ObjectReader JSON_READER = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build().reader();
    private static final Map<String, BiPredicate<JsonNode, LocalDate>> FORMS = Map.of(
            "venue", (value, date) -> isText(value),
            "start_time", GameDetails::isTime,
            "last_period", (value, date) -> isInteger(value, 1, ApiWebOccasion.MAX_PERIODS),
            "last_period_type", (value, date) -> value.isTextual() && ApiWebOccasion.PERIOD_TYPES.contains(value.asText()),
            "goals_against", (values, date) -> areByPlayer(values, value -> isInteger(value, 0, ApiWebGoalie.MAX_GOALS)),
            "starter", (values, date) -> areByPlayer(values, JsonNode::isBoolean),
            "shifts", (values, date) -> areByPlayer(values, value -> isInteger(value, 0, ApiWebSkater.MAX_SHIFTS)));

    /** The details; empty if the document has none. */
    public String json(Boxscore boxscore) {
        Map<String, Object> details = new LinkedHashMap<>();
        Occasion occasion = boxscore.occasion();
        details.put("venue", occasion.venue());
        details.put("start_time", Objects.toString(occasion.startTime(), null));
        details.put("last_period", occasion.lastPeriod());
        details.put("last_period_type", occasion.lastPeriodType());
        List<PlayerStats> players = boxscore.players();
        details.put("goals_against", byPlayer(players, player -> player.goalie() == null ? null : player.goalie().goalsAgainst()));
        details.put("starter", byPlayer(starters(players), player -> player.goalie().starter()));
        details.put("shifts", areShiftsCounted(boxscore) ? byPlayer(players, player -> player.skater() == null ? null : player.skater().shifts()) : null);
        details.values().removeIf(value -> value == null || value instanceof Map<?, ?> empty && empty.isEmpty());
        try {
            return details.isEmpty() ? "" : JSON.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the details of game " + boxscore.game().gameId() + " cannot be written as JSON", e);
        }
    }

    /**
     * Whether these details are as {@link #json} writes them of a game of this date, each value within the bounds of the readers of box
     * scores. The metadata of an object in the bucket may have been written by anybody.
     */
    public static boolean areDetails(String json, LocalDate date) {
        try {
            JsonNode details = JSON_READER.readTree(json);
            return details.isObject() && details.properties().stream().allMatch(detail -> {
                BiPredicate<JsonNode, LocalDate> form = FORMS.get(detail.getKey());
                return form != null && form.test(detail.getValue(), date);
            });
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    private static boolean areByPlayer(JsonNode values, Predicate<JsonNode> form) {
        return values.isObject() && values.properties().stream().allMatch(value -> value.getKey().matches("[1-9]\\d{0,8}") && form.test(value.getValue()));
    }

    private static boolean isText(JsonNode value) {
        return value.isTextual() && !TextColumn.isBlank(value.asText()) && TextColumn.violation(value.asText()) == null;
    }

    private static boolean isInteger(JsonNode value, int min, int max) {
        return value.isInt() && value.asInt() >= min && value.asInt() <= max;
    }

    private static boolean isTime(JsonNode value, LocalDate date) {
        try {
            return value.isTextual() && ApiWebOccasion.isStart(Instant.parse(value.asText()), date);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static Map<Integer, Object> byPlayer(List<PlayerStats> players, Function<PlayerStats, Object> value) {
        Map<Integer, Object> known = new LinkedHashMap<>();
        players.forEach(player -> known.computeIfAbsent(player.person().id(), id -> value.apply(player)));
        return known;
    }

    /** The goalies of the sides that have a starter: if no goalie of a side started, the document does not say who did. */
    private static List<PlayerStats> starters(List<PlayerStats> players) {
        List<PlayerStats> goalies = players.stream().filter(player -> player.goalie() != null).toList();
        Set<Side> known = goalies.stream().filter(player -> Boolean.TRUE.equals(player.goalie().starter())).map(PlayerStats::side).collect(Collectors.toSet());
        return goalies.stream().filter(player -> known.contains(player.side())).toList();
    }

    /** Shifts are counted since the league times its players; documents of older games have zeros. */
    private static boolean areShiftsCounted(Boxscore boxscore) {
        return CountedSince.isCounted("player_stats_skaterStats_timeOnIce", boxscore.game().season())
                || boxscore.players().stream().anyMatch(player -> player.skater() != null && player.skater().shifts() != null && player.skater().shifts() > 0);
    }
}
