package nhldata.nhl;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Reads schedules: api-web weeks ({@code gameWeek}) and days of {@code /v1/score} ({@code games}), and statsapi
 * ({@code dates}). The date of a game is the league's, never the UTC day of its start. Every day of the document is in the
 * answer, also those without games. The same id may appear on two dates when a game was postponed.
 */
public final class ScheduleReader {
    private static final Fields WEEK = Fields.always("gameWeek")
            .sometimes("nextStartDate", "previousStartDate", "numberOfGames", "preSeasonStartDate", "regularSeasonStartDate", "regularSeasonEndDate",
                    "playoffEndDate", "oddsPartners");
    private static final Fields WEEKDAY = Fields.always("date", "numberOfGames", "games").sometimes("dayAbbrev", "datePromo");
    private static final Fields STATSAPI = Fields.always("dates", "totalGames").sometimes("copyright", "totalItems", "totalEvents", "totalMatches", "wait", "metaData");
    private static final Fields STATSAPI_DAY = Fields.always("date", "totalGames", "games").sometimes("totalItems", "totalEvents", "totalMatches", "events", "matches");
    private static final String GAMES = "games";
    private static final String TOTAL = "totalGames";
    private static final String SEASON_START = "regularSeasonStartDate";
    private static final String SEASON_END = "regularSeasonEndDate";
    private static final String PRESEASON_START = "preSeasonStartDate";
    private static final String PLAYOFF_END = "playoffEndDate";

    /** As {@link #read(byte[], Predicate)}, with the games of every day. */
    public Schedule read(byte[] document) {
        return read(document, date -> true);
    }

    /**
     * The days in the document, in its order. An entry that is no game is refused alone, a day that is none alone.
     *
     * @param asked the dates whose games are wanted; nothing that is wrong with a game of another date matters
     * @throws DocumentException if it is not a schedule
     */
    public Schedule read(byte[] document, Predicate<LocalDate> asked) {
        return read(document, asked, new DriftCollector());
    }

    /** What of the document is new to this program. */
    List<Drift> drift(byte[] document) {
        DriftCollector drift = new DriftCollector();
        read(document, date -> true, drift);
        return drift.drift();
    }

    private static Schedule read(byte[] document, Predicate<LocalDate> asked, DriftCollector drift) {
        JsonObject root = JsonDocument.parse(document, drift);
        List<String> refused = new ArrayList<>();
        if (root.has("dates")) {
            return new Schedule(statsApiDays(root, asked, refused), refused, null);
        }
        if (root.has(GAMES)) {
            return new Schedule(scoreDays(root, refused), refused, null);
        }
        if (root.has("gameWeek")) {
            root.compareWith(WEEK);
            return new Schedule(root.readEach("gameWeek", day -> day(day, "numberOfGames", true, asked), refused::add), refused, season(root));
        }
        if (root.scalar("message") != null) {
            throw root.refuse("message", "the API answered \"" + root.scalar("message") + "\" instead of a schedule");
        }
        throw root.refuse("gameWeek", "missing; this is no schedule of a kind known here");
    }

    private static SeasonDates season(JsonObject root) {
        if (!root.has(SEASON_START) || !root.has(SEASON_END)) {
            return null;
        }
        try {
            return new SeasonDates(oddOrDate(root, PRESEASON_START), date(root, SEASON_START), date(root, SEASON_END), oddOrDate(root, PLAYOFF_END));
        } catch (DocumentException | IllegalArgumentException e) {
            root.odd(SEASON_START, e.getMessage());
            return null;
        }
    }

    private static LocalDate oddOrDate(JsonObject root, String name) {
        try {
            return root.has(name) ? date(root, name) : null;
        } catch (DocumentException e) {
            root.odd(name, e.getMessage());
            return null;
        }
    }

    private static ScheduleDay day(JsonObject day, String countField, boolean apiWeb, Predicate<LocalDate> asked) {
        LocalDate date = date(day, "date");
        day.compareWith(apiWeb ? WEEKDAY : STATSAPI_DAY);
        Integer count = day.integer(countField, 0);
        if (!asked.test(date)) {
            return new ScheduleDay(date, List.of(), count == null ? day.size(GAMES) : count, List.of());
        }
        List<String> refused = new ArrayList<>();
        List<ScheduledGame> games = day.readEach(GAMES,
                game -> apiWeb ? ScheduledGames.apiWeb(game, date) : ScheduledGames.statsApi(game, date), refused::add);
        return new ScheduleDay(date, games, count == null ? games.size() + refused.size() : count, refused);
    }

    /** Dates without games are left out, so that only the document's total tells that one has been lost. */
    private static List<ScheduleDay> statsApiDays(JsonObject root, Predicate<LocalDate> asked, List<String> refused) {
        root.compareWith(STATSAPI);
        List<ScheduleDay> days = root.readEach("dates", day -> day(day, TOTAL, false, asked), refused::add);
        Integer total = root.integer(TOTAL, 0);
        int announced = days.stream().mapToInt(ScheduleDay::announced).sum();
        if (total != null && total > announced) {
            refused.add(root.refuse(TOTAL, total + ", but the dates have only " + announced).getMessage());
        }
        return days;
    }

    private static List<ScheduleDay> scoreDays(JsonObject root, List<String> refused) {
        Map<LocalDate, List<ScheduledGame>> days = new LinkedHashMap<>();
        LocalDate current = root.has("currentDate") ? date(root, "currentDate") : null;
        if (current != null) {
            days.put(current, new ArrayList<>());
        }
        List<String> ofCurrent = current == null ? refused : new ArrayList<>();
        root.readEach(GAMES, game -> {
            LocalDate date = current == null || game.has("gameDate") ? date(game, "gameDate") : current;
            return days.computeIfAbsent(date, d -> new ArrayList<>()).add(ScheduledGames.apiWeb(game, date));
        }, ofCurrent::add);
        return days.entrySet().stream().map(day -> {
            List<String> ofDay = day.getKey().equals(current) ? ofCurrent : List.<String>of();
            return new ScheduleDay(day.getKey(), day.getValue(), day.getValue().size() + ofDay.size(), ofDay);
        }).toList();
    }

    static LocalDate date(JsonObject object, String name) {
        String text = object.requiredText(name);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw object.refuse(name, "must be a date such as 2020-08-04, but is \"" + text + "\"");
        }
    }
}
