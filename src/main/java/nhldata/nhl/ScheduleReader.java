package nhldata.nhl;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Reads schedules: api-web weeks ({@code gameWeek}) and days of {@code /v1/score} ({@code games}), and statsapi
 * ({@code dates}). The date of a game is the league's, never the UTC day of its start. Every day of the document is in the
 * result, also days without games. The same id may appear on two dates if a game was postponed.
 */
public final class ScheduleReader {
    private static final Fields WEEK = Fields.always("gameWeek")
            .sometimes("nextStartDate", "previousStartDate", "numberOfGames", "preSeasonStartDate", "regularSeasonStartDate", "regularSeasonEndDate",
                    "playoffEndDate", "oddsPartners");
    private static final Fields WEEKDAY = Fields.always("date", "numberOfGames", "games").sometimes("dayAbbrev", "datePromo");
    private static final Fields STATSAPI = Fields.always("dates", "totalGames").sometimes("copyright", "totalItems", "totalEvents", "totalMatches", "wait", "metaData");
    private static final Fields STATSAPI_DAY = Fields.always("date", "totalGames", "games").sometimes("totalItems", "totalEvents", "totalMatches", "events", "matches");
    private static final String GAMES = "games";
    private static final Set<String> LISTS = Set.of("gameWeek", "dates", GAMES);
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
     * The days of the document, in its order. An invalid game or an invalid day is rejected individually.
     *
     * @param requested the dates whose games are read; invalid games of other dates are ignored
     * @throws DocumentException if it is not a schedule
     */
    public Schedule read(byte[] document, Predicate<LocalDate> requested) {
        return read(document, requested, new DriftCollector());
    }

    /** Schema drift of the document. */
    List<Drift> drift(byte[] document) {
        DriftCollector drift = new DriftCollector();
        read(document, date -> true, drift);
        return drift.drift();
    }

    private static Schedule read(byte[] document, Predicate<LocalDate> requested, DriftCollector drift) {
        JsonObject root = JsonDocument.parse(document, drift, LISTS);
        List<String> rejected = new ArrayList<>();
        if (root.has("dates")) {
            return new Schedule(statsApiDays(root, requested, rejected), rejected, null);
        }
        if (root.has(GAMES)) {
            return new Schedule(scoreDays(root, rejected), rejected, null);
        }
        if (root.has("gameWeek")) {
            root.compareWith(WEEK);
            return new Schedule(root.readEach("gameWeek", day -> day(day, "numberOfGames", true, requested), rejected::add), rejected, season(root));
        }
        if (root.scalar("message") != null) {
            throw root.invalid("message", "the API answered \"" + root.scalar("message") + "\" instead of a schedule");
        }
        throw root.invalid("gameWeek", "missing; this is not a schedule in a known format");
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

    private static ScheduleDay day(JsonObject day, String countField, boolean apiWeb, Predicate<LocalDate> requested) {
        LocalDate date = date(day, "date");
        day.compareWith(apiWeb ? WEEKDAY : STATSAPI_DAY);
        Integer count = day.integer(countField, 0);
        if (!requested.test(date)) {
            return new ScheduleDay(date, List.of(), count == null ? day.size(GAMES) : count, List.of());
        }
        List<String> rejected = new ArrayList<>();
        List<ScheduledGame> games = day.readEach(GAMES,
                game -> apiWeb ? ScheduledGames.apiWeb(game, date) : ScheduledGames.statsApi(game, date), rejected::add);
        return new ScheduleDay(date, games, count == null ? games.size() + rejected.size() : count, rejected);
    }

    /** The document omits dates without games, so that only its total shows that a date is missing. */
    private static List<ScheduleDay> statsApiDays(JsonObject root, Predicate<LocalDate> requested, List<String> rejected) {
        root.compareWith(STATSAPI);
        List<ScheduleDay> days = root.readEach("dates", day -> day(day, TOTAL, false, requested), rejected::add);
        Integer total = root.integer(TOTAL, 0);
        int announced = days.stream().mapToInt(ScheduleDay::announced).sum();
        if (total != null && total > announced) {
            rejected.add(root.invalid(TOTAL, total + ", but the dates have only " + announced).getMessage());
        }
        return days;
    }

    private static List<ScheduleDay> scoreDays(JsonObject root, List<String> rejected) {
        Map<LocalDate, List<ScheduledGame>> days = new LinkedHashMap<>();
        LocalDate current = root.has("currentDate") ? date(root, "currentDate") : null;
        if (current != null) {
            days.put(current, new ArrayList<>());
        }
        List<String> ofCurrent = current == null ? rejected : new ArrayList<>();
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
            throw object.invalid(name, "must be a date such as 2020-08-04, but is \"" + text + "\"");
        }
    }
}
