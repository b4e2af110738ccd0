package nhldata.jmx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import nhldata.testing.FakeApi;
import nhldata.testing.Fault;
import nhldata.testing.RunningJob;
import nhldata.testing.SampleDocuments;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** What an operator does through JMX, and what the log says meanwhile, with one game that the API has not. */
@ExtendWith(Stack.class)
class OperationsIT {

    private static final MBeanServer JMX = ManagementFactory.getPlatformMBeanServer();
    private static SampleDocuments documents;
    private static FakeApi api;
    private static TestEnvironment world;
    private static RunningJob job;
    private static String broken;
    private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();

    @BeforeAll
    static void aJobWithADeadLetter(TestEnvironment given) throws Exception {
        LOG.start();
        ((Logger) LoggerFactory.getLogger("nhldata")).addAppender(LOG);
        documents = new SampleDocuments(java.time.Clock.systemUTC());
        api = new FakeApi(documents);
        world = given.asking(api);
        job = RunningJob.start(world.with("http.port", "off").with("hawtio.port", "off"));
        job.application().sweep("sweep", "2020-08-04", "2020-08-04", "missing");
        broken = world.row("select min(game_id) from etl.game");
        api.fault(FakeApi.boxscore(broken), Fault.status(404));
        job.application().sweep("sweep", "2020-08-04", "2020-08-04", "all");
    }

    @AfterAll
    static void stop() throws Exception {
        job.close();
        api.close();
        documents.close();
        ((Logger) LoggerFactory.getLogger("nhldata")).detachAppender(LOG);
    }

    @Test
    void aDeadLetterIsListedShownReplayedAndGone() throws Exception {
        assertTrue(text("DeadLetters", "list").contains(broken));
        assertTrue(text("DeadLetters", "show", broken).contains("404"));
        api.heal();
        assertTrue(text("DeadLetters", "replay", broken).startsWith("replay of " + broken + " started"));
        Awaitility.await().until(() -> JMX.getAttribute(name("Job"), "LastStarted").toString().contains("succeeded"));
        assertEquals("no dead letters", text("DeadLetters", "list"));
        assertEquals(0, JMX.getAttribute(name("DeadLetters"), "Open"));
    }

    @Test
    void aRangeIsFetchedByItself() throws Exception {
        text("Job", "backfill", "2020-08-06", "2020-08-06", "missing");
        Awaitility.await().until(() -> JMX.getAttribute(name("Job"), "LastStarted").toString().contains("2020-08-06: "));
        assertEquals("1", world.row("select count(*) from etl.day where game_date = '2020-08-06'"));
        assertTrue(text("Job", "status").contains("last runs"));
    }

    @Test
    void nonsenseIsRefusedInWords() {
        assertEquals("a date must be such as 2024-10-08, not \"yesterday\"", refusal("Job", "sweep", "yesterday", "2020-08-04"));
        assertEquals("the last date, 2020-08-04, is before the first, 2020-08-05", refusal("Job", "sweep", "2020-08-05", "2020-08-04"));
        assertEquals("only must be missing, failed or all, not \"some\"", refusal("Job", "backfill", "2020-08-04", "2020-08-04", "some"));
        assertEquals("GAME must be ten digits such as 2019030042, a date such as 2020-08-04, or the word schedule or message, not \"1'; drop\"", refusal("DeadLetters", "replay", "1'; drop"));
        assertEquals("GAME must be ten digits such as 2019030042, a date such as 2020-08-04, or the word schedule or message, not \"1\"", refusal("DeadLetters", "discard", "1", "why"));
        assertEquals("2019039999 has no open dead letter. Run: nhldata dlq list", refusal("DeadLetters", "discard", "2019039999", "why"));
    }

    @Test
    void everyOperationAndParameterIsDescribed() throws Exception {
        for (String type : List.of("Job", "DeadLetters")) {
            MBeanInfo info = JMX.getMBeanInfo(name(type));
            assertTrue(info.getDescription().contains(" "));
            Arrays.stream(info.getAttributes()).forEach(a -> assertTrue(a.getDescription().contains(" "), a.getName()));
            Arrays.stream(info.getOperations()).forEach(o -> {
                assertTrue(o.getDescription().contains(" "), o.getName());
                Arrays.stream(o.getSignature()).forEach(p -> {
                    assertTrue(p.getDescription().contains(" "), o.getName());
                    assertTrue(p.getName().length() > 1 && !p.getName().matches("p\\d+"), o.getName() + " " + p.getName());
                });
            });
        }
    }

    @Test
    void everyRouteHasItsNameInJmx() throws Exception {
        List<String> names = JMX.queryNames(new ObjectName("org.apache.camel:type=routes,*"), null).stream()
                .map(n -> ObjectName.unquote(n.getKeyProperty("name"))).toList();
        assertTrue(names.contains("load-poll"), names.toString());
        assertTrue(names.stream().noneMatch(n -> n.matches("route\\d+|.*-[0-9a-f]{4,}")), names.toString());
    }

    @Test
    void linesOfTheLogNameTheirRunAndTheirGame() {
        ILoggingEvent dead = LOG.list.stream().filter(e -> e.getLoggerName().endsWith("dead-letter")).findFirst().orElseThrow();
        assertEquals(broken, dead.getMDCPropertyMap().get("game"), "behind a queue");
        assertTrue(dead.getMDCPropertyMap().get("run").matches("\\d{8}-\\d{6}-sweep-.*"));
        assertTrue(LOG.list.stream().filter(e -> e.getFormattedMessage().startsWith("run ")).allMatch(e ->
                e.getFormattedMessage().contains(e.getMDCPropertyMap().getOrDefault("run", "none"))));
        assertTrue(org.slf4j.MDC.get("run") == null, "nothing stays behind on the thread that asked for a run");
    }

    private static ObjectName name(String type) throws Exception {
        return new ObjectName("nhldata:type=" + type);
    }

    private static String text(String type, String operation, String... arguments) throws Exception {
        String[] signature = new String[arguments.length];
        Arrays.fill(signature, String.class.getName());
        return (String) JMX.invoke(name(type), operation, arguments, signature);
    }

    private static String refusal(String type, String operation, String... arguments) {
        Exception refused = assertThrows(Exception.class, () -> text(type, operation, arguments));
        return (refused instanceof RuntimeMBeanException ? ((RuntimeMBeanException) refused).getTargetException()
                : ((MBeanException) refused).getTargetException()).getMessage();
    }
}
