package nhldata.status;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nhldata.testing.RunningJob;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.api.management.mbean.ManagedRouteMBean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one view of what needs an operator: a ledger for each kind that shows it, and whoever tells of it. */
@ExtendWith(Stack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActionRequiredIT {

    private static final Path VIEW = Path.of("src/main/resources/db/migration/R__action_required.sql");
    private static final Path DOCUMENTATION = Path.of("docs/runbook.md");
    private static final Path ALERTS = Path.of("deploy/prometheus/nhldata-alerts.yml");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String DAY = "insert into etl.day (game_date, games_listed, games_wanted, games_final, games_expected, source, run_id) values ";
    private static final String GAME = "insert into etl.game (game_id, game_date, season, game_type, state, api_state, source, listed_date, listed_state,"
            + " run_id, stored_at, loaded_at, updated_at) values ";
    private static final String RUN = "insert into etl.run (run_id, kind, source, owner, status, from_date, to_date, started_at, heartbeat_at, ended_at, message) values ";
    /** The date of so many days ago. */
    private static final String DATE = "(now() at time zone 'UTC')::date - ";

    /** A ledger, and the one row that it must show. */
    private enum Kind {
        RUN_CRASHED("error", "run gone", RUN + "('gone', 'backfill', 'nhl', 'host/1/1', 'running', '2024-01-01', '2024-01-07', now() - interval '1 hour',"
                + " now() - interval '10 minutes', null, null)"),
        SCHEDULED_RUN_FAILED("error", "scheduled run", RUN + "('bad', 'sweep', 'nhl', 'host/1/1', 'failed', " + DATE + "60, " + DATE
                + "1, now(), now(), now(), 'the API refused'), ('load', 'load', 'nhl', 'host/1/1', 'empty', null, null, now(), now(), now() + interval '1 second', null)"),
        RUN_FAILED("error", "backfill", RUN + "('bad', 'backfill', 'nhl', 'host/1/1', 'failed', '2020-01-01', '2020-02-01', now(), now(), now(), 'the API refused')"),
        SCHEDULED_RUN_MISSED("error", "scheduled run", "insert into etl.clock (cron, zone, owner, started_at, heartbeat_at, next_due_at)"
                + " values ('0 0 10 * * ?', 'UTC', 'host/1/1', now() - interval '9 days', now() - interval '3 hours', now() - interval '2 hours')"),
        READY_BY_MISSED("error", "date 1", "insert into etl.clock (cron, zone, owner, ready_by, ready_since) values ('0 0 10 * * ?', 'UTC', 'host/1/1', '00:00', "
                + "(now() at time zone 'UTC')::date::timestamp at time zone 'UTC' - interval '1 hour')"
                + " on conflict (clock) do update set ready_by = excluded.ready_by, ready_since = excluded.ready_since;" + DAY + "(" + DATE + "1, 1, 1, 0, 1, 'nhl', 'good');" + GAME
                + game(1, "live", "LIVE", "live", "null, null, null").replace("- 10", "- 1")),
        DATE_INCOMPLETE("error", "date 10", DAY + "(" + DATE + "10, 2, 2, 2, 2, 'nhl', 'good');" + GAME
                + game(1, "final", "OFF", "final", "null, null, null") + ", " + game(2, "loaded", "OFF", "final", "null, null, now()")),
        GAME_NOT_OVER("warning", "date 10", DAY + "(" + DATE + "10, 1, 1, 0, 1, 'nhl', 'good');" + GAME + game(1, "live", "LIVE", "live", "null, null, null")),
        UNKNOWN_STATE("error", "state DONE", DAY + "(" + DATE + "10, 1, 1, 0, 1, 'nhl', 'good');" + GAME + game(1, "scheduled", "DONE", "unknown", "null, null, null")),
        DATES_NOT_REQUESTED("error", "gap 9", DAY + "(" + DATE + "10, 0, 0, 0, 0, 'nhl', 'good'), (" + DATE + "5, 0, 0, 0, 0, 'nhl', 'good')"),
        DEAD_LETTER("warning", "game 2025020001", GAME + game(1, "dead", "OFF", "final", "null, null, null")
                + "; insert into etl.dead_letter (game_id, game_date, stage, reason_class, reason, run_id) values (2025020001, " + DATE + "10, 'boxscore', 'document', 'no goals', 'good')"),
        SCHEDULE_UNREAD("warning", "schedule 10", "insert into etl.dead_letter (game_date, stage, reason_class, reason, run_id) values (" + DATE
                + "10, 'schedule', 'document', 'an HTML page', 'good')"),
        SCHEDULE_SHORT("warning", "date 10", DAY + "(" + DATE + "10, 1, 0, 0, 3, 'nhl', 'good'); insert into etl.dead_letter (game_date, stage, reason_class, reason, run_id) values ("
                + DATE + "10, 'calendar', 'document', '1 of 3', 'good')"),
        LOAD_BACKLOG("error", "load", GAME + game(1, "stored", "OFF", "final", "'good', now() - interval '1 hour', null")),
        OBJECT_NOT_DELETED("warning", "player_game_stats/old.csv", "insert into etl.object_deletion (s3_key, game_id, run_id, requested_at, attempts, last_error)"
                + " values ('player_game_stats/old.csv', 2025020001, 'good', now() - interval '2 hours', 3, 'Access Denied')"),
        GAMES_UNOWNED("warning", "games in progress", GAME + game(1, "queued", "OFF", "final", "'good', null, null").replace("now())", "now() - interval '1 hour')")),
        MARTS_NOT_PUBLISHED("error", "marts", "insert into etl.dbt_run (status, ended_at, full_refresh, project_hash, message) values ('refused', now(), false, 'x', 'game 1: 3 goals, the score is 2')"),
        MARTS_BEHIND("warning", "marts", "insert into etl.dbt_run (status, ended_at, full_refresh, project_hash) values ('published', now() - interval '9 days', false, 'x');"
                + GAME + game(1, "loaded", "OFF", "final", "null, null, now() - interval '2 days'")),
        GAME_QUARANTINED("error", "game 2025020001", "insert into etl.quarantined_game (game_id, game_date, season, dbt_run_id, checks, reason, s3_key, loaded_at, next_command)"
                + " values (2025020001, " + DATE + "10, 20252026, 1, array['goals are the score'], 'the players'' goals are 4, the score is 3', 'k', now(), 'nhldata load')"),
        ROUTES_REJECTED("error", "routes", "insert into etl.route_change (result, changed_at, version, files, file, line, reason, diff, owner)"
                + " values ('refused', now() - interval '1 hour', 'v', '{a}', 'a.yaml', 3, 'no such component', '', 'host/1/1')"),
        ROUTES_NOT_RUNNING("error", "host/1/1", "insert into etl.route_watch (owner, folder, version, polled_at, failure)"
                + " values ('host/1/1', 'routes', 'v', now(), 'not running since the edit failed: publish')"),
        ROUTES_UNPOLLED("warning", "host/2/2", "insert into etl.route_watch (owner, folder, version, polled_at) values ('host/2/2', 'routes', 'v', now() - interval '1 hour')"),
        NOTIFICATION_FAILING("error", "slack", "insert into etl.channel values ('slack'), ('any') on conflict (channel) do update set named_at = now();"
                + " insert into etl.notification (topic, channel, event, what, why, happened_at, created_at, next_at, last_error)"
                + " values ('t', 'slack', 'failed', 'w', 'y', now(), now() - interval '2 hours', now() + interval '1 day', 'status 500')"),
        NEW_DRIFT("info", "apiweb-flat", "insert into etl.api_drift (path, kind, shape, example, run_id) values ('a.b', 'unknown field', 'apiweb-flat', '1', 'good')");

        private final String severity;
        private final String subject;
        private final String ledger;

        Kind(String severity, String subject, String ledger) {
            this.severity = severity;
            this.subject = subject;
            this.ledger = ledger;
        }

        private static String game(int number, String state, String apiState, String listed, String runStoredLoaded) {
            return "(202502000" + number + ", " + DATE + "10, 20252026, 2, '" + state + "', '" + apiState + "', 'nhl', " + DATE + "10, '" + listed + "', " + runStoredLoaded + ", now())";
        }

        String kind() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private TestEnvironment world;
    private RunningJob job;

    @BeforeAll
    void start(TestEnvironment given) throws Exception {
        world = given.with("nhl.api.url", "sample").with("nhl.load.enabled", false).with("nhl.marts.enabled", false)
                .with("nhl.notify.webhook-url", "http://127.0.0.1:9/nobody").with("nhl.notify.poll", 86_400_000);
        job = RunningJob.start(world);
        // the only poll there is: a notification that it wrote of a test's ledger would be a row of the view by itself
        ManagedRouteMBean poll = job.application().camel().getCamelContextExtension().getContextPlugin(ManagedCamelContext.class).getManagedRoute("notify-poll");
        Awaitility.await().atMost(PATIENCE).until(() -> poll.getExchangesCompleted() == 1);
    }

    @AfterAll
    void stop() throws Exception {
        job.close();
    }

    @BeforeEach
    void aLedgerThatIsWell() {
        world.execute("truncate etl.run, etl.day, etl.game, etl.dead_letter, etl.correction, etl.clock, etl.channel, etl.notification, etl.incident,"
                + " etl.api_drift, etl.dbt_run, etl.dbt_result, etl.route_change, etl.route_watch, etl.object_deletion, etl.quarantined_game cascade");
        world.execute(RUN + "('good', 'sweep', 'nhl', 'host/1/1', 'succeeded', " + DATE + "40, " + DATE + "1, now() - interval '5 hours', now() - interval '4 hours', now() - interval '4 hours', null)");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aLedgerShowsExactlyItsRow(Kind kind) throws Exception {
        world.execute(kind.ledger);
        Action action = onlyAction();
        assertEquals(kind.kind() + " | " + kind.severity + " | " + subject(kind.subject), action.kind() + " | " + action.severity() + " | " + action.subject());
        assertTrue(action.since() != null && !action.reason().isEmpty() && !action.command().isEmpty(), action.toString());
        Status status = status();
        assertEquals(Map.of("error", 1, "warning", 2, "info", 0).get(kind.severity), status.exitCode());
        assertTrue(status.asText().startsWith(kind.severity.equals("info") ? "OK: no action required\n" : "ACTION REQUIRED (1)\n"), status.asText());
        assertTrue(status.asText().contains(action.subject() + ", since " + action.since() + " UTC: ") && status.asText().contains("run: " + action.command()), status.asText());
    }

    @Test
    void aLedgerThatIsWellShowsNothing() throws Exception {
        assertEquals(List.of(), status().actions());
        assertEquals(0, status().exitCode());
    }

    /** What nobody need be told of. */
    @ParameterizedTest
    @ValueSource(strings = {
        // A24: a channel that is configured no more
        "insert into etl.channel values ('slack', now() - interval '1 hour'), ('any', now()) on conflict (channel) do update set named_at = excluded.named_at; insert into etl.notification (topic, channel, event, what, why, happened_at, created_at, last_error)"
                + " values ('t', 'slack', 'failed', 'w', 'y', now(), now() - interval '90 days', 'status 500')",
        // an operator has discarded it
        DAY + "(" + DATE + "10, 1, 1, 1, 1, 'nhl', 'good');" + GAME + "(2025020001, " + DATE + "10, 20252026, 2, 'discarded', 'OFF', 'nhl', " + DATE + "10, 'final', null, null, null, now())",
        // two seasons that were asked for, and not what lies between them
        DAY + "('2020-01-01', 1, 1, 1, 1, 'nhl', 'good'), ('2021-02-01', 1, 1, 1, 1, 'nhl', 'good');" + GAME
                + "(2019020001, '2020-01-01', 20192020, 2, 'loaded', 'OFF', 'nhl', '2020-01-01', 'final', null, null, now(), now()),"
                + "(2020020001, '2021-02-01', 20202021, 2, 'loaded', 'OFF', 'nhl', '2021-02-01', 'final', null, null, now(), now())",
        // stopped by an operator
        RUN + "('s', 'backfill', 'nhl', 'host/1/1', 'failed', '2020-01-01', '2020-02-01', now(), now(), now(), 'stopped'); update etl.run set stopped = true where run_id = 's'",
        // it failed, and another run over its dates went well
        RUN + "('a', 'sweep', 'nhl', 'host/1/1', 'failed', " + DATE + "3, " + DATE + "1, now(), now(), now() - interval '2 minutes', 'x'),"
                + " ('b', 'backfill', 'nhl', 'host/1/1', 'succeeded', " + DATE + "3, " + DATE + "1, now(), now(), now(), null)",
        // a service that has just been started
        "insert into etl.clock (cron, zone, owner, due_at, next_due_at) values ('0 0 10 * * ?', 'UTC', 'host/1/1', now() - interval '5 hours', now() + interval '19 hours')",
        // cancelled by an operator
        RUN + "('s', 'sweep', 'nhl', 'host/1/1', 'cancelled', " + DATE + "60, " + DATE + "1, now(), now(), now(), 'cancelled')",
        // it had to be complete by a time that has not come yet, and before there was such a time
        "insert into etl.clock (cron, zone, owner, ready_by, ready_since) values ('0 0 10 * * ?', 'UTC', 'host/1/1', '00:00', now())",
        // complete, or without games, in a zone in which it is another day
        "insert into etl.clock (cron, zone, owner, ready_by, ready_since) values ('0 0 10 * * ?', 'Pacific/Kiritimati', 'host/1/1', '00:00', now() - interval '40 hours');"
                + " insert into etl.day (game_date, games_listed, games_wanted, games_final, games_expected, source, run_id)"
                + " select d::date, 0, 0, 0, 0, 'nhl', 'good' from generate_series((now() at time zone 'UTC')::date - 3, (now() at time zone 'UTC')::date + 1, interval '1 day') as d",
        // games that are not over yet
        DAY + "(" + DATE + "1, 1, 1, 0, 1, 'nhl', 'good');" + GAME + "(2025020001, " + DATE + "1, 20252026, 2, 'live', 'LIVE', 'nhl', " + DATE + "1, 'live', null, null, null, now())"})
    void aLedgerThatNeedsNobodyShowsNothing(String ledger) throws Exception {
        world.execute(ledger);
        assertEquals(List.of(), status().actions());
    }

    /** What the next scheduled run heals is told as information, as long as a process lives that starts it. */
    @Test
    void whatTheNextScheduledRunHealsNeedsNobody() throws Exception {
        world.execute("insert into etl.clock (cron, zone, owner, next_due_at, due_at) values ('0 0 10 * * ?', 'UTC', 'host/1/1', now() + interval '1 hour', now() - interval '5 hours')");
        world.execute(DAY + "(" + DATE + "1, 1, 1, 1, 1, 'nhl', 'good');" + GAME + "(2025020001, " + DATE + "1, 20252026, 2, 'final', 'OFF', 'nhl', " + DATE + "1, 'final', null, null, null, now())");
        assertEquals("date_incomplete info", onlyAction().kind() + " " + onlyAction().severity());
        world.execute("update etl.clock set heartbeat_at = now() - interval '1 hour'");
        assertEquals("date_incomplete error", onlyAction().kind() + " " + onlyAction().severity());
    }

    /** A service that was down for longer than a scheduled run reaches back. */
    @Test
    void datesBeyondTheHorizonAreToldOf() throws Exception {
        world.execute("update etl.run set started_at = now() - interval '60 days', ended_at = now() - interval '60 days', from_date = " + DATE + "90, to_date = " + DATE + "61");
        world.execute(DAY.replace("values", "select d::date, 0, 0, 0, 0, 'nhl', 'good' from generate_series(now()::date - 90, now()::date - 61, interval '1 day') as d"));
        world.execute("insert into etl.clock (cron, zone, owner, next_due_at, due_at) values ('0 0 10 * * ?', 'UTC', 'host/1/1', now() + interval '1 hour', now() - interval '61 days')");
        Action action = onlyAction();
        assertEquals("dates_not_requested error " + subject("gap 60"), action.kind() + " " + action.severity() + " " + action.subject());
        assertEquals("nhldata backfill --from " + world.row("select " + DATE + "60") + " --to " + world.row("select " + DATE + "31"), action.command());
    }

    /** A04: a month of games that are not over, and a month between two that nobody asked for. */
    @Test
    void gamesThatAreMissingForWeeksAreToldOf() throws Exception {
        world.execute(DAY.replace("values", "select d::date, 8, 8, 0, 8, 'nhl', 'good' from generate_series(now()::date - 30, now()::date - 1, interval '1 day') as d"));
        world.execute(DAY.replace("values", "select d::date, 0, 0, 0, 0, 'nhl', 'good' from generate_series(now()::date - 90, now()::date - 61, interval '1 day') as d"));
        Status status = status();
        assertEquals(1, status.exitCode());
        assertEquals(Set.of("dates_not_requested", "game_not_over"), status.required().stream().map(Action::kind).collect(Collectors.toSet()));
        assertEquals(28 + 1, status.required().size());
    }

    @Test
    void aWorldThatHasJustLoadedItsGamesNeedsNobody(TestEnvironment fresh) throws Exception {
        TestEnvironment sample = fresh.with("nhl.api.url", "sample");
        sample.sweep("2020-08-04", "2020-08-05");
        try (Connection connection = sample.connect()) {
            assertEquals(List.of(), Status.read(connection).actions());
            assertEquals(0, Status.read(connection).exitCode());
            assertTrue(Status.read(connection).asText().startsWith("OK: no action required\n"));
        }
    }

    @Test
    void everyoneTellsOfWhatTheViewSaysAndOfNothingElse() throws Exception {
        // the last build of the marts cannot both have failed and be behind, and one scheduled run cannot both have failed and not started
        for (Kind kind : Kind.values()) {
            if (kind != Kind.MARTS_BEHIND && kind != Kind.SCHEDULED_RUN_FAILED) {
                world.execute(moved(kind));
            }
        }
        List<Action> actions = status().actions();
        Set<String> expected = Arrays.stream(Kind.values()).filter(k -> k != Kind.MARTS_BEHIND && k != Kind.SCHEDULED_RUN_FAILED).map(Kind::kind)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(expected, actions.stream().map(Action::kind).collect(Collectors.toCollection(TreeSet::new)));

        JsonNode json = new ObjectMapper().readTree(job.get("/status.json").body());
        assertEquals(new ObjectMapper().valueToTree(actions.stream().map(Action::asMap).toList()), json.get("action_required"));
        assertEquals(false, json.get("ok").asBoolean());
        String page = job.get("/").body();
        assertAll(actions.stream().limit(20).map(a -> () -> assertTrue(page.contains(a.subject()) && page.contains(a.since()), a.subject())));
        assertTrue(page.contains("ACTION REQUIRED (" + Action.required(actions).size() + ")"));

        Map<String, Long> counts = actions.stream().collect(Collectors.groupingBy(a -> "nhldata_action_required{kind=\"" + a.kind() + "\",severity=\"" + a.severity() + "\"}", Collectors.counting()));
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            String scrape = job.get("/metrics").body();
            assertAll(counts.entrySet().stream().map(e -> () -> assertTrue(scrape.contains(e.getKey() + " " + e.getValue() + ".0\n"), e::toString)));
            assertEquals(503, job.get("/health/ready").statusCode());
        });
        assertTrue(job.get("/health/ready").body().contains(actions.get(0).subject()));
        assertEquals(200, job.get("/health/process").statusCode(), "a new process is not held back by what the old one left");

        String scrape = job.get("/metrics").body();
        Set<String> paged = firing(scrape, "page");
        Set<String> ticketed = firing(scrape, "ticket");
        assertAll(Action.required(actions).stream().map(a -> () -> assertTrue((a.isError() ? paged : ticketed).contains(a.kind()), "no alert for " + a.kind())));

        // a crash is not told of while PostgreSQL itself has just started, as it has for the tests
        Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> world.row("select pg_postmaster_start_time() < now() - interval '30 seconds'").equals("t"));
        // those with a dead letter are told of by the failed run
        Set<String> told = Action.required(actions).stream().filter(a -> !Set.of("dead_letter", "schedule_unread").contains(a.kind()))
                .map(a -> a.kind() + ": " + a.subject()).collect(Collectors.toCollection(TreeSet::new));
        tell();
        assertEquals(told, new TreeSet<>(world.rows("select unnest(subjects) from etl.incident where closed_at is null")));
        assertEquals(world.rows("select count(*) from etl.incident"), world.rows("select count(*) from etl.notification where channel = 'webhook' and event = 'failed'"));
        tell();
        assertEquals(told, new TreeSet<>(world.rows("select unnest(subjects) from etl.incident")), "told once");
        aLedgerThatIsWell();
        world.execute("insert into etl.incident (cause, subjects, what, why, command) values ('load_backlog: load', '{load_backlog: load}', 'w', 'y', 'c')");
        tell();
        assertEquals("OK again", world.row("select outcome from etl.incident"));
        Awaitility.await().atMost(PATIENCE).until(() -> job.get("/health/ready").statusCode() == 200);
    }

    @Test
    void theDocumentationHasARowForEachKind() throws IOException {
        Set<String> documented = found("(?m)^\\| `([a-z_]+)` \\|", Files.readString(DOCUMENTATION));
        assertEquals(Arrays.stream(Kind.values()).map(Kind::kind).collect(Collectors.toCollection(TreeSet::new)), documented);
        assertEquals(documented, found("'([a-z]+(?:_[a-z]+)+)'", Files.readString(VIEW).split("comment on view")[0]));
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(r -> r.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Each ledger of its own game and dates, so that they can stand beside one another. */
    private static String moved(Kind kind) {
        int days = 100 + 20 * kind.ordinal();
        return kind.ledger.replace(DATE + "10", DATE + (days + 10)).replace(DATE + "5,", DATE + (days + 5) + ",")
                .replace("20250200", String.valueOf(20250200 + kind.ordinal() + 1));
    }

    /** The kinds for which a rule of this severity fires, by its own expression: a sum over the samples that match, above a threshold. */
    private static Set<String> firing(String scrape, String severity) throws IOException {
        Set<String> kinds = new TreeSet<>();
        Matcher rule = Pattern.compile("expr: sum by \\(([\\w, ]+)\\) \\((\\w+)\\{(\\w+)=\"(\\w+)\"}\\) > (\\d+)\\n\\s+for: \\w+\\n\\s+labels: \\{severity: " + severity + "}").matcher(Files.readString(ALERTS));
        while (rule.find()) {
            assertTrue(Set.of(rule.group(1).split(", ")).contains("kind"), rule.group());
            Map<String, Double> sums = new LinkedHashMap<>();
            for (MatchResult sample : Pattern.compile("(?m)^" + rule.group(2) + "\\{(.*)} (.*)$").matcher(scrape).results().toList()) {
                Map<String, String> labels = labels(sample.group(1));
                if (rule.group(4).equals(labels.get(rule.group(3)))) {
                    sums.merge(labels.get("kind"), Double.valueOf(sample.group(2)), Double::sum);
                }
            }
            sums.forEach((kind, sum) -> {
                if (sum > Double.parseDouble(rule.group(5))) {
                    kinds.add(kind);
                }
            });
        }
        return kinds;
    }

    private static Map<String, String> labels(String text) {
        return Pattern.compile("(\\w+)=\"([^\"]*)\"").matcher(text).results().collect(Collectors.toMap(r -> r.group(1), r -> r.group(2)));
    }

    private void tell() {
        job.application().camel().createProducerTemplate().requestBody("direct:notify", "");
    }

    private Status status() throws SQLException {
        try (Connection connection = world.connect()) {
            return Status.read(connection);
        }
    }

    private Action onlyAction() throws SQLException {
        List<Action> actions = new ArrayList<>(status().actions());
        assertEquals(1, actions.size(), actions.toString());
        return actions.get(0);
    }

    /** With "date 10", "gap 9" and "schedule 10" the date of so many days ago in the words of the view. */
    private String subject(String subject) {
        Matcher days = Pattern.compile("(date|gap|schedule) (\\d+)").matcher(subject);
        if (!days.matches()) {
            return subject;
        }
        String date = world.row("select " + DATE + days.group(2));
        return switch (days.group(1)) {
            case "gap" -> "dates from " + date;
            case "schedule" -> "schedule of " + date;
            default -> date;
        };
    }
}
