package nhldata.status;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import nhldata.process.InstanceId;
import nhldata.run.InterruptedRuns;

/**
 * A run as the ledger has it: its row, its games with their state in the run and their times, its log lines and retries. The
 * content of {@code nhldata runs}, of the page and of the HTTP API.
 *
 * @param games   without their retries
 * @param log     the latest lines; null if the role of this process may not read it
 * @param retries by game, of the whole log; null with it
 */
public record RunHistory(Map<String, String> run, List<Map<String, String>> games, List<Map<String, String>> log, Map<String, String> retries) {

    /** The latest run, instead of its id. */
    public static final String LAST = "last";

    private static final String LIST = read("list-runs");
    private static final String GAMES = read("find-run-games");
    private static final String LOG = read("find-run-log");
    private static final String RETRIES = "select game_id::text as game, count(*) as retries from etl.run_log where run_id = ? and level = 'RETRY' and game_id is not null group by 1";
    private static final String CANCEL = "update etl.run set cancel_requested_at = now(), cancel_reason = ? where run_id = ? and status = 'running'"
            + " and cancel_requested_at is null returning owner";

    private static final String ID = "[\\w-]{1,100}";
    private static final String NUMBERS = "game_id|game|games|attempts|retries|(games|rows)_\\w+|(\\w+_)?seconds";
    private static final String NO_RIGHT = "42501";
    private static final int GAMES_SHOWN = 30;
    private static final int LINES_SHOWN = 50;
    private static final int LINES_READ = 1_000;
    private static final List<String> STATES = List.of("queued", "fetching", "stored", "loading");

    /** The latest runs, the newest first. */
    public static List<Map<String, String>> latest(Connection connection, int limit) throws SQLException {
        return Rows.of(connection, LIST, null, limit);
    }

    /**
     * @param id of the run, or {@link #LAST}
     * @throws IllegalArgumentException if it is malformed
     * @throws NotFoundException if there is no such run
     */
    public static RunHistory read(Connection connection, String id) throws SQLException {
        Map<String, String> run = find(connection, id);
        String runId = run.get("run_id");
        List<Map<String, String>> games = Rows.of(connection, GAMES, runId, runId, runId);
        try {
            return new RunHistory(run, games, Rows.of(connection, LOG, runId, LINES_READ), Rows.of(connection, RETRIES, runId).stream().collect(Collectors.toMap(row -> row.get("game"), row -> row.get("retries"))));
        } catch (SQLException e) {
            if (NO_RIGHT.equals(e.getSQLState())) {
                return new RunHistory(run, games, null, null);
            }
            throw e;
        }
    }

    /** There is no such run; the message has the command to run. */
    public static final class NotFoundException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        NotFoundException(String message) {
            super(message);
        }
    }

    /**
     * Requests that a running run is cancelled, in whatever process it is. From then on none of its games is fetched; its process ends it with
     * status cancelled: as soon as its games in progress have ended, at the latest after a multiple of nhl.routes.stop-seconds. A run whose process has crashed on this host is closed at once.
     *
     * @param by who cancels it, and why
     * @return what happens next, in words
     * @throws IllegalStateException if it has ended
     */
    public static String cancel(Connection connection, String id, String by) throws SQLException {
        Map<String, String> run = find(connection, id);
        String runId = run.get("run_id");
        List<Map<String, String>> cancelled = Rows.of(connection, CANCEL, by, runId);
        if (cancelled.isEmpty()) {
            run = find(connection, runId);
            if (!"running".equals(run.get("status"))) {
                throw new IllegalStateException("run " + runId + " has ended (" + run.get("status") + "): there is nothing to cancel. To examine it run: nhldata runs " + runId);
            }
        }
        if (new InstanceId().isTerminated(run.get("owner"), false)) {
            InterruptedRuns.closeCrashed(connection, run.get("owner"));
            return "run " + runId + " is cancelled: its process had crashed. To continue it run: " + run.get("command");
        }
        if (cancelled.isEmpty()) {
            return "run " + runId + " is being cancelled since " + run.get("cancel_requested_at") + " UTC (" + run.get("cancel_reason") + "). To follow it run: nhldata runs " + runId;
        }
        return "run " + runId + " is being cancelled: no more of its games are fetched, and its process ends it within a minute. To follow it run: nhldata runs " + runId;
    }

    private static Map<String, String> find(Connection connection, String id) throws SQLException {
        if (!id.matches(ID)) {
            throw new IllegalArgumentException("RUN must be the id of a run such as 20261122-100000-sweep-3f9a1c, or last, not \"" + id.replaceAll("\\p{Cntrl}", "") + "\". Run: nhldata runs");
        }
        List<Map<String, String>> runs = Rows.of(connection, LIST, id.equals(LAST) ? null : id, 1);
        if (runs.isEmpty()) {
            throw new NotFoundException(id.equals(LAST) ? "no runs yet. Run: nhldata sweep --from DATE --to DATE" : "there is no run " + id + ". Run: nhldata runs");
        }
        return runs.get(0);
    }

    public boolean isRunning() {
        return "running".equals(run.get("status"));
    }

    /** Columns of the runs as JSON has them: counts and seconds as numbers. */
    public static Map<String, Object> asMap(Map<String, String> row) {
        Map<String, Object> map = new LinkedHashMap<>();
        row.forEach((column, value) -> map.put(column, value != null && column.matches(NUMBERS) ? new BigDecimal(value) : value));
        return map;
    }

    public Map<String, Object> asMap() {
        Map<String, Object> map = asMap(run);
        map.put("stages", stages().stream().map(RunHistory::asMap).toList());
        map.put("games", games().stream().map(RunHistory::asMap).toList());
        map.put("log", log == null ? null : log.stream().map(RunHistory::asMap).toList());
        return map;
    }

    /** How long the games were in each state: how many, the median and the longest. */
    public List<Map<String, String>> stages() {
        List<Map<String, String>> stages = new ArrayList<>();
        for (String state : STATES) {
            List<BigDecimal> seconds = games.stream().map(game -> game.get(state + "_seconds")).filter(Objects::nonNull).map(BigDecimal::new).sorted().toList();
            if (!seconds.isEmpty()) {
                Map<String, String> stage = new LinkedHashMap<>();
                stage.put("state", state);
                stage.put("games", String.valueOf(seconds.size()));
                stage.put("median_seconds", seconds.get(seconds.size() / 2).toString());
                stage.put("longest_seconds", seconds.get(seconds.size() - 1).toString());
                stages.add(stage);
            }
        }
        return stages;
    }

    /** The games, with their retries. */
    public List<Map<String, String>> games() {
        return games.stream().map(game -> {
            Map<String, String> shown = new LinkedHashMap<>();
            game.forEach((column, value) -> {
                shown.put(column, value);
                if (column.equals("attempts")) {
                    shown.put("retries", retries == null ? null : retries.getOrDefault(game.get("game_id"), "0"));
                }
            });
            return shown;
        }).toList();
    }

    /** As {@code nhldata runs RUN} prints it. */
    public String asText() {
        StringBuilder text = new StringBuilder();
        text.append("run ").append(run.get("run_id")).append(": ").append(run.get("kind")).append(", ").append(run.get("status")).append('\n');
        line(text, "dates", run.get("from") == null ? null : run.get("from") + " to " + run.get("to") + (run.get("scope") == null ? "" : ", " + run.get("scope") + " games"));
        line(text, "source", run.get("source"));
        line(text, "started", run.get("started_at") + " UTC" + (run.get("ended_at") == null ? "" : ", ended " + run.get("ended_at") + " UTC") + " (" + run.get("seconds") + " s)");
        line(text, "process", run.get("owner") + (isRunning() ? ", last heartbeat " + run.get("heartbeat_seconds") + " s ago" : ""));
        line(text, "games", String.format(Locale.ROOT, "%s found, %s loaded (%s of them new or changed), %s dead-lettered, %s deferred; %s rows written", run.get("games_found"),
                run.get("games_loaded"), run.get("games_new"), run.get("games_dead"), run.get("games_deferred"), run.get("rows_written")));
        line(text, "cancelled", run.get("cancel_requested_at") == null ? null : run.get("cancel_requested_at") + " UTC, " + run.get("cancel_reason"));
        line(text, "message", run.get("message"));
        line(text, isRunning() ? "to cancel" : "to repeat", isRunning() ? "nhldata runs cancel " + run.get("run_id") : run.get("command"));
        if (!stages().isEmpty()) {
            text.append("\nseconds in each state\n").append(Rows.table(stages()));
        }
        if (!games.isEmpty()) {
            text.append("\ngames\n").append(Rows.table(games().stream().limit(GAMES_SHOWN).toList()));
            more(text, games.size() - GAMES_SHOWN, "games");
        }
        if (log == null) {
            text.append("\nlog: not readable for this role. Run: grant select on etl.run_log to ROLE\n");
        } else if (!log.isEmpty()) {
            text.append("\nlog (UTC)\n");
            log.stream().skip(Math.max(0, log.size() - LINES_SHOWN)).forEach(l -> text.append("  ").append(l.get("at")).append(' ').append(l.get("level"))
                    .append(l.get("game") == null ? "" : " game " + l.get("game")).append(' ').append(l.get("message").replace("\n", "\n      ")).append('\n'));
            more(text, log.size() - LINES_SHOWN, "earlier lines");
        }
        return text.toString();
    }

    private void more(StringBuilder text, int more, String what) {
        if (more > 0) {
            text.append("  and ").append(more).append(" more ").append(what).append(". Run: nhldata runs ").append(run.get("run_id")).append(" --json\n");
        }
    }

    private static void line(StringBuilder text, String name, String value) {
        if (value != null) {
            text.append(String.format(Locale.ROOT, "  %-10s %s%n", name, value));
        }
    }

    private static String read(String file) {
        try (InputStream sql = Objects.requireNonNull(RunHistory.class.getResourceAsStream(file + ".sql"))) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
