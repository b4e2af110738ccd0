package nhldata.schedule;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nhldata.ledger.GameState;
import nhldata.nhl.DocumentException;
import nhldata.nhl.Schedule;
import nhldata.nhl.ScheduleDay;
import nhldata.nhl.ScheduleReader;
import nhldata.nhl.ScheduledGame;
import nhldata.nhl.ScheduledGameState;
import nhldata.nhl.SeasonDates;

/** Reads a schedule response into rows for the ledger: the days, the games with their states, and the dates of the season. */
public final class WeekReader {

    private static final int WEEK = 7;
    private static final int MAX_PAUSE_DAYS = 3;
    private static final int REGULAR_SEASON = 2;

    private final ScheduleReader reader = new ScheduleReader();
    private final Set<Integer> wantedTypes;
    private final String source;
    private final boolean omitsEmptyDays;

    /**
     * @param wantedTypes    game types that are fetched; games of other types are ignored
     * @param source         source of the rows, see {@code etl.run.source}
     * @param omitsEmptyDays whether the API omits dates without games (statsapi, whose requests have a range, does;
     *                       api-web, whose requests have a week, does not)
     */
    public WeekReader(Set<Integer> wantedTypes, String source, boolean omitsEmptyDays) {
        this.wantedTypes = Set.copyOf(wantedTypes);
        this.source = source;
        this.omitsEmptyDays = omitsEmptyDays;
    }

    /**
     * The readable part of the requested dates. An invalid game is missing from its date, which then lists
     * fewer games than it has; a date that is absent or unreadable has no row, since it would look like a date without games.
     * A response without any date, as the API returns for dates out of its range and for a cancelled season, means no games
     * if no games are expected on them either ({@link ExpectedGames}); until that is known the dates are doubtful. From an API that
     * omits dates without games it is doubtful beside games of the regular season, which {@code schedule/upsert-day.sql} knows.
     *
     * @throws DocumentException if the response is not a schedule, or has dates but none of the requested ones
     */
    public WeekOfGames read(byte[] document, Week week, String runId) {
        Schedule schedule = reader.read(document, week::contains);
        Map<LocalDate, ScheduleDay> days = new HashMap<>();
        schedule.days().stream().filter(d -> week.contains(d.date())).forEach(d -> days.put(d.date(), d));
        boolean isSilent = !omitsEmptyDays && schedule.days().isEmpty() && schedule.rejected().isEmpty();
        boolean isDoubtful = isSilent || isSilentWithinSeason(schedule);
        boolean isAbsenceDoubtful = omitsEmptyDays && leavesOutTooMuch(week, days.values());
        boolean isRangeOmitted = omitsEmptyDays && schedule.days().isEmpty() && week.from().plusDays(MAX_PAUSE_DAYS).isBefore(week.to().plusDays(1));
        boolean mayOmit = isSilent || omitsEmptyDays && schedule.rejected().isEmpty();
        List<Map<String, Object>> dayRows = new ArrayList<>();
        Map<String, ScheduledGame> games = new LinkedHashMap<>();
        week.from().datesUntil(week.to().plusDays(1)).map(days::get).filter(Objects::nonNull).flatMap(day -> day.games().stream())
                .forEach(game -> games.merge(game.gameId(), game, WeekReader::preferPlayed));
        Map<String, String> faults = new TreeMap<>();
        for (LocalDate date = week.from(); !date.isAfter(week.to()); date = date.plusDays(1)) {
            if (!days.containsKey(date) && !mayOmit) {
                faults.put(date.toString(), "the schedule of " + week.from() + " to " + week.to() + " lacks " + date
                        + inParentheses(schedule.rejected()));
                continue;
            }
            ScheduleDay day = days.getOrDefault(date, ScheduleDay.empty(date));
            Map<String, Object> row = dayRow(day, games, isDoubtful || isAbsenceDoubtful && !days.containsKey(date), runId);
            row.putAll(Map.of("omittedFrom", week.from().toString(), "omittedTo", week.to().toString(), "isOmitted", isRangeOmitted));
            dayRows.add(row);
            if (!day.rejected().isEmpty()) {
                faults.put(date.toString(), String.join("; ", day.rejected()));
            }
        }
        if (dayRows.isEmpty()) {
            throw new DocumentException("$", faults.values().iterator().next());
        }
        if (omitsEmptyDays && !mayOmit && faults.isEmpty()) {
            throw new DocumentException("$", String.join("; ", schedule.rejected()));
        }
        return new WeekOfGames(dayRows, games.values().stream().map(g -> gameRow(g, runId)).toList(), seasonRows(schedule.season(), runId), faults);
    }

    private static String inParentheses(List<String> rejected) {
        return rejected.isEmpty() ? "" : " (" + String.join("; ", rejected) + ")";
    }

    /** A postponed or suspended game may be listed twice: on its original date, and on the date it is played, which is the later one. */
    private static ScheduledGame preferPlayed(ScheduledGame one, ScheduledGame other) {
        boolean isOtherPlayed = isOff(one) == isOff(other) ? one.state() != ScheduledGameState.FINAL || other.state() == ScheduledGameState.FINAL : isOff(one);
        return isOtherPlayed ? other : one;
    }

    private static boolean isOff(ScheduledGame game) {
        return game.state() == ScheduledGameState.POSTPONED || game.state() == ScheduledGameState.CANCELLED;
    }

    /** A whole week of the regular season without any game, not even an exhibition: implausible. */
    private static boolean isSilentWithinSeason(Schedule schedule) {
        return schedule.days().size() >= WEEK && schedule.season() != null && schedule.days().stream()
                .allMatch(d -> d.games().isEmpty() && d.announced() == 0 && schedule.season().isRegularSeason(d.date()));
    }

    /**
     * An API that omits dates without games has omitted most of the dates around one with a regular-season game:
     * they may have been lost. The longest regular break within such a week is Christmas, with three days.
     */
    private static boolean leavesOutTooMuch(Week week, Collection<ScheduleDay> days) {
        return week.from().datesUntil(week.to().plusDays(1)).count() - days.size() > MAX_PAUSE_DAYS
                && days.stream().flatMap(d -> d.games().stream()).anyMatch(g -> g.gameType() == REGULAR_SEASON);
    }

    /** @param games all games of the response: a game that is listed on two dates counts as wanted, and as final, on the one it is played */
    private Map<String, Object> dayRow(ScheduleDay day, Map<String, ScheduledGame> games, boolean isDoubtful, String runId) {
        int listed = (int) day.games().stream().map(ScheduledGame::gameId).distinct().count();
        List<ScheduledGame> wanted = games.values().stream()
                .filter(g -> g.date().equals(day.date()) && wantedTypes.contains(g.gameType()) && !isOff(g))
                .toList();
        Map<String, Object> row = new HashMap<>();
        row.put("gameDate", day.date().toString());
        row.put("listed", listed);
        row.put("wanted", wanted.size());
        row.put("open", wanted.stream().filter(g -> g.state() != ScheduledGameState.FINAL).map(ScheduledGame::gameId).collect(Collectors.joining(",")));
        row.put("final", (int) wanted.stream().filter(g -> g.state() == ScheduledGameState.FINAL).count());
        row.put("expected", isDoubtful ? null : Math.max(listed + day.rejected().size(), day.announced()));
        row.put("expectedBy", isDoubtful ? "season" : "schedule");
        row.put("source", source);
        row.put("runId", runId);
        return row;
    }

    private List<Map<String, Object>> seasonRows(SeasonDates season, String runId) {
        if (season == null) {
            return List.of();
        }
        Map<String, Object> row = new HashMap<>();
        row.put("season", season.season());
        row.put("preseasonStart", Objects.toString(season.preseasonStart(), null));
        row.put("regularStart", season.regularStart().toString());
        row.put("regularEnd", season.regularEnd().toString());
        row.put("playoffEnd", Objects.toString(season.playoffEnd(), null));
        row.put("source", source);
        row.put("runId", runId);
        return List.of(row);
    }

    private Map<String, Object> gameRow(ScheduledGame game, String runId) {
        Map<String, Object> row = new HashMap<>();
        row.put("runId", runId);
        row.put("gameId", game.gameId());
        row.put("gameDate", game.date().toString());
        row.put("season", game.season());
        row.put("gameType", game.gameType());
        row.put("awayTeamId", game.awayTeamId());
        row.put("awayTeam", game.awayTeam());
        row.put("homeTeamId", game.homeTeamId());
        row.put("homeTeam", game.homeTeam());
        row.put("state", state(game).word());
        row.put("apiState", game.apiState());
        row.put("source", source);
        return row;
    }

    private GameState state(ScheduledGame game) {
        if (!wantedTypes.contains(game.gameType())) {
            return GameState.IGNORED;
        }
        return switch (game.state()) {
            case FINAL -> GameState.FINAL;
            case LIVE -> GameState.LIVE;
            case SCHEDULED -> GameState.SCHEDULED;
            case POSTPONED -> GameState.POSTPONED;
            case CANCELLED -> GameState.CANCELLED;
            case UNKNOWN -> GameState.UNKNOWN;
        };
    }
}
