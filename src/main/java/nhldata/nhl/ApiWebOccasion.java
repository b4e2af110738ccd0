package nhldata.nhl;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** Where and when a game of api-web was played. None of it stops a box score from loading: an implausible value is reported as drift and becomes null. */
final class ApiWebOccasion {
    static final Set<String> PERIOD_TYPES = Set.of("REG", "OT", "SO");
    /** The longest game, of 1936, ended in the ninth. */
    static final int MAX_PERIODS = 19;

    private ApiWebOccasion() { }

    static Occasion read(JsonObject root, GameKey game, String lastPeriodType) {
        JsonObject venue = root.optionalObject("venue");
        return new Occasion(venue == null ? null : venue.optionalText("default"), startTime(root, game), lastPeriod(root),
                PERIOD_TYPES.contains(String.valueOf(lastPeriodType)) ? lastPeriodType : null);
    }

    /** In UTC a game begins on its date, the day before or the day after. */
    static boolean isStart(Instant time, LocalDate date) {
        return Math.abs(ChronoUnit.DAYS.between(date, LocalDate.ofInstant(time, ZoneOffset.UTC))) <= 1;
    }

    private static Instant startTime(JsonObject root, GameKey game) {
        String text = root.optionalText("startTimeUTC");
        if (text == null) {
            return null;
        }
        try {
            Instant start = Instant.parse(text);
            if (isStart(start, game.date())) {
                return start;
            }
        } catch (DateTimeException e) {
            // reported below, as a time on another day is
        }
        root.odd("startTimeUTC", text + " of a game of " + game.date());
        return null;
    }

    private static Integer lastPeriod(JsonObject root) {
        JsonObject period = root.optionalObject("periodDescriptor");
        return period == null ? null : period.integer("number", 1, MAX_PERIODS);
    }
}
