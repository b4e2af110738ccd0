package nhldata.api;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /**
     * The days in the document, in its order.
     *
     * @throws DocumentException if it is not a schedule, or an id or a date in it is not one
     */
    public List<ScheduleDay> read(byte[] document) {
        return read(document, new DriftLog());
    }

    /** What of the document is new to this program. */
    List<Drift> drift(byte[] document) {
        DriftLog drift = new DriftLog();
        read(document, drift);
        return drift.drift();
    }

    private static List<ScheduleDay> read(byte[] document, DriftLog drift) {
        JsonObject root = JsonDocument.parse(document, drift);
        if (root.has("dates")) {
            return statsApiDays(root);
        }
        if (root.has(GAMES)) {
            return scoreDays(root);
        }
        if (root.has("gameWeek")) {
            root.compareWith(WEEK);
            return root.objects("gameWeek").stream().map(day -> day(day, "numberOfGames", true)).toList();
        }
        if (root.scalar("message") != null) {
            throw root.refuse("message", "the API answered \"" + root.scalar("message") + "\" instead of a schedule");
        }
        throw root.refuse("gameWeek", "missing; this is no schedule of a kind known here");
    }

    /** The first and the last date of the regular season that the schedule belongs to; empty where it does not say. */
    public List<LocalDate> regularSeason(byte[] document) {
        JsonObject root = JsonDocument.parse(document, new DriftLog());
        if (root.text(SEASON_START) == null || root.text(SEASON_END) == null) {
            return List.of();
        }
        return List.of(date(root, SEASON_START), date(root, SEASON_END));
    }

    private static ScheduleDay day(JsonObject day, String countField, boolean apiWeb) {
        LocalDate date = date(day, "date");
        day.compareWith(apiWeb ? WEEKDAY : STATSAPI_DAY);
        List<JsonObject> games = day.objects(GAMES);
        Integer count = day.integer(countField, 0);
        return new ScheduleDay(date, games.stream()
                .map(game -> apiWeb ? ScheduledGames.apiWeb(game, date) : ScheduledGames.statsApi(game, date)).toList(),
                count == null ? games.size() : count);
    }

    /** Dates without games are left out, so that only the document's total tells that one has been lost. */
    private static List<ScheduleDay> statsApiDays(JsonObject root) {
        root.compareWith(STATSAPI);
        List<ScheduleDay> days = root.objects("dates").stream().map(day -> day(day, TOTAL, false)).toList();
        Integer total = root.integer(TOTAL, 0);
        int announced = days.stream().mapToInt(ScheduleDay::announced).sum();
        if (total != null && total > announced) {
            throw root.refuse(TOTAL, total + ", but the dates have only " + announced);
        }
        return days;
    }

    private static List<ScheduleDay> scoreDays(JsonObject root) {
        Map<LocalDate, List<ScheduledGame>> days = new LinkedHashMap<>();
        LocalDate current = root.has("currentDate") ? date(root, "currentDate") : null;
        if (current != null) {
            days.put(current, new ArrayList<>());
        }
        for (JsonObject game : root.objects(GAMES)) {
            LocalDate date = current == null || game.has("gameDate") ? date(game, "gameDate") : current;
            days.computeIfAbsent(date, d -> new ArrayList<>()).add(ScheduledGames.apiWeb(game, date));
        }
        return days.entrySet().stream().map(day -> new ScheduleDay(day.getKey(), day.getValue())).toList();
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
