package nhldata.notify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.icegreen.greenmail.util.ServerSetupTest;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nhldata.app.Application;
import nhldata.testing.Fault;
import nhldata.testing.PackagedProgram;
import nhldata.testing.TestEnvironment;
import nhldata.testing.WebhookServer;
import nhldata.testing.WithSampleLeague;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is told what, when, and how often: over real HTTP and real SMTP. */
class NotifyIT extends WithSampleLeague {

    private static final String DATE = "2022-12-05";
    private static final String GAME = "2022020452";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path folder;
    private WebhookServer receiver;

    @BeforeEach
    void startTheReceiver() {
        receiver = new WebhookServer();
        world = world.with("nhl.notify.webhook-url", receiver.url("/hook")).with("nhl.notify.poll", 100)
                .with("nhl.notify.retry-delay", 100);
    }

    @AfterEach
    void closeTheReceiver() {
        receiver.close();
    }

    @Test
    void aGameThatFailsIsOneMessageWithItsCommandAndOneMoreWhenItIsWell() throws Exception {
        try (Application application = world.start()) {
            api.fault(GAME + "/boxscore", Fault.status(404));
            sweep(application);
            awaitEvents("nhldata.failed");
            sweep(application, "failed");
            tell(application);
            assertEquals(List.of("nhldata.failed"), events(), "the same failure again is no news");

            JsonNode told = receiver.requests("/hook").get(0).json();
            assertEquals("1.0", told.get("specversion").asText());
            assertEquals("/nhldata/nhldata", told.get("source").asText());
            assertEquals("dead letter: game " + GAME, told.at("/data/what").asText());
            assertTrue(told.at("/data/why").asText().contains("404"), told::toString);
            assertEquals("nhldata dlq replay " + GAME, told.at("/data/command").asText());
            assertEquals("docs/runbook.md#dead_letter", told.at("/data/runbook").asText());

            api.heal();
            application.replay(GAME);
            awaitEvents("nhldata.failed", "nhldata.recovered");
            sweep(application);
            tell(application);
        }
        assertEquals(List.of("nhldata.failed", "nhldata.recovered"), events(), "an ordinary success is no news");
        assertEquals("application/cloudevents+json; charset=utf-8", receiver.requests("/hook").get(0).contentType());
        assertTrue(receiver.requests("/hook").get(1).json().at("/data/what").asText().startsWith("OK again: dead letter: game " + GAME));
    }

    @Test
    void aRunThatFailsAgainAndAgainIsOneMessageUntilOneGoesWell() throws Exception {
        try (Application application = world.start()) {
            api.fault("/schedule/", Fault.status(404));
            sweep(application);
            awaitEvents("nhldata.failed");
            sweep(application);
            tell(application);
            JsonNode told = receiver.requests("/hook").get(0).json();
            assertEquals("run failed: sweep", told.at("/data/what").asText());
            assertEquals("nhldata backfill --from " + DATE + " --to " + DATE, told.at("/data/command").asText());

            api.heal();
            sweep(application);
            awaitEvents("nhldata.failed", "nhldata.recovered");
            tell(application);
        }
        assertEquals(List.of("nhldata.failed", "nhldata.recovered"), events());
    }

    @Test
    void slackAndEmailSayTheSameInTheirOwnForm() throws Exception {
        GreenMail mail = new GreenMail(new ServerSetup[] {ServerSetupTest.SMTP.dynamicPort()});
        mail.start();
        mail.setUser("job@example.org", "job", "pass word");
        TestEnvironment all = world.with("nhl.notify.slack-url", receiver.url("/services/T0/B0/key")).with("nhl.notify.name", "hockey & co")
                .with("nhl.notify.email-to", "ops@example.org, data@example.org").with("nhl.notify.email-from", "job@example.org")
                .with("nhl.notify.smtp-port", mail.getSmtp().getPort()).with("nhl.notify.smtp-host", "127.0.0.1")
                .with("nhl.notify.smtp-user", "job").with("nhl.notify.smtp-password", "pass word").with("nhl.notify.smtp-security", "none");
        MimeMessage[] received;
        try (Application application = all.start()) {
            failedBuildOfTheMarts("2 tests failed: goals <= points");
            Awaitility.await().atMost(PATIENCE).until(() -> mail.getReceivedMessages().length > 0);
            Awaitility.await().atMost(PATIENCE).until(() -> receiver.requests("/services/T0/B0/key").size() == 1);
            tell(application);
            received = mail.getReceivedMessages();
        } finally {
            mail.stop();
        }
        assertEquals(1, Stream.of(received).map(NotifyIT::id).distinct().count(), "one message, to two people");
        MimeMessage message = received[0];
        assertEquals("[hockey & co] marts not published: marts", message.getSubject());
        assertEquals("ops@example.org, data@example.org", String.join(", ", message.getHeader("To")));
        String body = GreenMailUtil.getBody(message);
        assertTrue(body.contains("2 tests failed: goals <= points") && body.contains("Run: nhldata marts\r\nRunbook: docs/runbook.md#marts_not_published"), body);
        String slack = receiver.requests("/services/T0/B0/key").get(0).json().get("text").asText();
        assertTrue(slack.startsWith("*[hockey &amp; co] marts not published: marts*\nthe build failed:\n2 tests failed: goals &lt;= points"), slack);
        assertTrue(slack.endsWith("Run: `nhldata marts`\nRunbook: docs/runbook.md#marts_not_published"), slack);
    }

    @Test
    void aDeadChannelHindersNoRunAndGetsItsMessageWhenItLives() throws Exception {
        receiver.answers(503);
        api.fault(GAME + "/boxscore", Fault.status(404));
        try (Application application = world.with("nhl.notify.webhook-token", "very secret").start()) {
            assertEquals("partial", sweep(application));
            Awaitility.await().atMost(PATIENCE).until(() -> world.rows("select 1 from etl.notification where attempts >= 2").size() == 1);
            assertEquals("waiting | status 503", world.row("select state, last_error from etl.notification"));
            receiver.answers(200);
            Awaitility.await().atMost(PATIENCE).until(() -> world.row("select state from etl.notification").equals("sent"));
        }
        List<String> ids = receiver.requests("/hook").stream().map(r -> r.json().get("id").asText()).distinct().toList();
        assertEquals(1, ids.size(), "every attempt is the same event");
        assertEquals("Bearer very secret", receiver.requests("/hook").get(0).authorization());
    }

    @Test
    void aChannelThatIsSlowOrAsksForLessHindersNoRun() throws Exception {
        receiver.answers(429);
        api.fault(GAME + "/boxscore", Fault.status(404));
        try (Application application = world.with("nhl.routes.stop-seconds", 1).start()) {
            assertEquals("partial", sweep(application));
            Awaitility.await().atMost(PATIENCE).until(() -> world.rows("select last_error from etl.notification").equals(List.of("status 429")));
            receiver.fallsSilent();
            receiver.awaitHeld();
            assertEquals("partial", sweep(application), "while the channel holds the message and says nothing");
            assertEquals("0", world.row("select count(*) from etl.notification where state = 'sent'"));
        }
    }

    @Test
    void aChannelThatStaysDeadIsGivenUpAndNoSecretIsWrittenAnywhere() throws Exception {
        String secret = "T0SECRET";
        receiver.close();
        api.fault(GAME + "/boxscore", Fault.status(404));
        TestEnvironment dead = world.with("nhl.notify.slack-url", receiver.url("/services/" + secret)).with("nhl.notify.webhook-token", secret)
                .with("nhl.notify.give-up-hours", 0);
        try (PackagedProgram program = PackagedProgram.start(dead, folder, "sweep", "--from", DATE, "--to", DATE)) {
            assertEquals(2, program.exitCode(), program.output());
            assertTrue(program.output().contains("slack delivery failed"), program.output());
        }
        assertEquals(List.of("slack | given up", "webhook | given up"), world.rows("select channel, state from etl.notification order by 1"));
        try (PackagedProgram status = PackagedProgram.start(dead, folder, "status")) {
            status.exitCode();
            assertTrue(status.output().contains("slack, since "), status.output());
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file).contains(secret), file::toString);
            }
        }
        assertFalse(world.rows("select n::text from etl.notification as n").toString().contains(secret));
    }

    @Test
    void ofTwoProcessesOneSends() throws Exception {
        try (Application one = world.start(); Application other = world.start()) {
            world.execute("insert into etl.notification (topic, channel, event, what, why, happened_at)"
                    + " select 'test ' || n, 'webhook', 'test', 'what', 'why', now() from generate_series(1, 100) as n");
            tell(one);
            tell(other);
            // more than a pool has connections, each of them at the first attempt
            Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertEquals(List.of("sent | 1 | 100"),
                    world.rows("select state, attempts, count(*) from etl.notification group by 1, 2 order by 1, 2")));
        }
        assertEquals(100, receiver.requests("/hook").size());
    }

    @Test
    void aProcessKilledWhileItSendsLeavesTheMessageToTheNextOne() throws Exception {
        receiver.fallsSilent();
        api.fault(GAME + "/boxscore", Fault.status(404));
        try (PackagedProgram killed = PackagedProgram.start(world, folder, "sweep", "--from", DATE, "--to", DATE)) {
            receiver.awaitHeld();
            killed.kill();
        }
        assertEquals("waiting", world.row("select state from etl.notification"));
        world.execute("update etl.notification set next_at = now()");
        try (WebhookServer living = new WebhookServer(); Application next = world.with("nhl.notify.webhook-url", living.url("/hook")).start()) {
            Awaitility.await().atMost(PATIENCE).until(() -> living.requests("/hook").size() == 1);
            tell(next);
            assertEquals(receiver.requests("/hook").get(0).json().get("id"), living.requests("/hook").get(0).json().get("id"));
            assertEquals(1, living.requests("/hook").size());
        }
    }

    @Test
    void theSignOfLifeIsGivenForAnEmptyDayAndNotForAFailedOne() throws Exception {
        try (Application application = world.with("nhl.notify.alive-url", receiver.url("/alive")).start()) {
            api.fault("/schedule/", Fault.status(404));
            sweep(application);
            awaitEvents("nhldata.failed");
            assertEquals(0, receiver.requests("/alive").size());
            api.heal();
            application.sweep("sweep", "2022-07-20", "2022-07-20", "missing");
            Awaitility.await().atMost(PATIENCE).until(() -> receiver.requests("/alive").size() == 1);
            tell(application);
        }
        assertEquals(1, receiver.requests("/alive").size());
        assertEquals("GET", receiver.requests("/alive").get(0).method());
    }

    @Test
    void successIsToldWhenAskedFor() throws Exception {
        try (Application application = world.with("nhl.notify.success", true).start()) {
            sweep(application);
            awaitEvents("nhldata.succeeded");
        }
        assertEquals("2 of 2 games loaded, 2 of them new or changed", receiver.requests("/hook").get(0).json().at("/data/why").asText());
    }

    @Test
    void aDailyRunThatDidNotStartIsMissedUntilOneDoes() throws Exception {
        TestEnvironment service = world.with("nhl.schedule.enabled", true).with("nhl.schedule.cron", "0 0 0 * * ?");
        try (Application application = service.start()) {
            tell(application);
            assertEquals(List.of(), events(), "a new service has missed nothing");
            run("old", "sweep", "succeeded", "3 days");
            awaitEvents("nhldata.failed");
            assertEquals("scheduled run missed: scheduled run", receiver.requests("/hook").get(0).json().at("/data/what").asText());
            run("new", "sweep", "succeeded", "0 days");
            awaitEvents("nhldata.failed", "nhldata.recovered");
        }
    }

    @Test
    void aRunWhoseProcessDiedIsToldAndOneThatWasStoppedIsNot() throws Exception {
        try (Application application = world.start()) {
            run("stopped", "backfill", "failed", "1 day");
            world.execute("update etl.run set stopped = true");
            tell(application);
            assertEquals(List.of(), events());
            world.execute("insert into etl.run (run_id, kind, source, owner, heartbeat_at) values ('died', 'sweep', 'nhl', 'elsewhere/1/1', now() - interval '1 hour')");
            awaitEvents("nhldata.failed");
        }
        assertEquals("run crashed: run died", receiver.requests("/hook").get(0).json().at("/data/what").asText());
    }

    @Test
    void aLetterThatWasSetAsideEndsItsIncidentAndSaysWhy() throws Exception {
        api.fault(GAME + "/boxscore", Fault.status(404));
        try (Application application = world.with("nhl.notify.remind-hours", 1).start()) {
            sweep(application);
            awaitEvents("nhldata.failed");
            world.execute("update etl.incident set opened_at = now() - interval '90 minutes'");
            awaitEvents("nhldata.failed", "nhldata.reminder");
            world.execute("update etl.dead_letter set state = 'discarded', closed_at = now(), closed_why = 'no such game'");
            awaitEvents("nhldata.failed", "nhldata.reminder", "nhldata.recovered");
        }
        assertTrue(receiver.requests("/hook").get(2).json().at("/data/why").asText().startsWith("game " + GAME + " was discarded: no such game"));
    }

    private static String id(MimeMessage message) {
        try {
            return message.getHeader("X-Nhldata-Id")[0];
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sweep(Application application) {
        return sweep(application, "missing");
    }

    private static String sweep(Application application, String only) {
        return String.valueOf(application.sweep("sweep", DATE, DATE, only).status());
    }

    private static void tell(Application application) {
        application.camel().createProducerTemplate().requestBody("direct:notify", "");
    }

    private void run(String id, String kind, String status, String ago) {
        world.execute("insert into etl.run (run_id, kind, source, owner, status, started_at, heartbeat_at, ended_at) select '" + id + "', '" + kind
                + "', 'nhl', 'test', '" + status + "', t, t, t from (select now() - interval '" + ago + "' as t) as t");
    }

    private void failedBuildOfTheMarts(String message) {
        world.execute("insert into etl.dbt_run (status, ended_at, full_refresh, project_hash, message) values ('failed', now(), false, 'x', '" + message + "')");
    }

    private List<String> events() {
        List<String> events = new ArrayList<>();
        receiver.requests("/hook").forEach(r -> events.add(r.json().get("type").asText()));
        return events;
    }

    private void awaitEvents(String... events) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertEquals(List.of(events), events()));
    }
}
