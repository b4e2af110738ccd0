package nhldata.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.builder.NotifyBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Consumers that hang, in a Camel context whose clock the test moves. The limit is half an hour. */
@Tag("slow")
class WatchdogTest {

    private final AtomicLong now = new AtomicLong();
    private final Watchdog watchdog = new Watchdog(now::get);
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch leave = new CountDownLatch(1);
    private final DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        watchdog.limit(Duration.ofMinutes(30));
        camel.disableJMX();
        camel.addRoutePolicyFactory(watchdog);
        camel.addRoutes(new RouteBuilder() {

            @Override
            public void configure() {
                from("seda:games").routeId("boxscore").split(constant("a,b")).to("direct:request").end().to("direct:hang");
                from("direct:request").routeId("request").log("asked");
                from("direct:hang").routeId("hang").process(exchange -> {
                    arrived.countDown();
                    leave.await();
                });
                from("seda:starts").routeId("daily").to("direct:sweep");
                from("direct:sweep").routeId("sweep").to("direct:hang");
                from("timer:load?period=50").routeId("load-poll").log("polled");
            }
        });
        camel.start();
    }

    @AfterEach
    void stop() {
        leave.countDown();
        camel.stop();
    }

    @Test
    void aMessageWithoutProgressIsNamedUntilItIsThrough() throws Exception {
        NotifyBuilder through = new NotifyBuilder(camel).fromRoute("boxscore").whenDone(1).create();
        camel.createProducerTemplate().sendBody("seda:games", "a game");
        assertTrue(arrived.await(20, TimeUnit.SECONDS));
        after(Duration.ofMinutes(29));
        assertEquals(Optional.empty(), watchdog.hung(camel));

        after(Duration.ofMinutes(2));
        String hung = watchdog.hung(camel).orElseThrow();
        assertTrue(hung.startsWith("route boxscore holds message ") && hung.endsWith(" without progress for 31 minutes"), hung);

        leave.countDown();
        assertTrue(through.matches(20, TimeUnit.SECONDS));
        Awaitility.await().until(() -> watchdog.hung(camel).isEmpty());
    }

    @Test
    void aRunThatTakesHoursIsNone() throws Exception {
        camel.createProducerTemplate().sendBody("seda:starts", "a day");
        assertTrue(arrived.await(20, TimeUnit.SECONDS));
        after(Duration.ofHours(5));
        assertEquals(Optional.empty(), watchdog.hung(camel));
    }

    @Test
    void aTimerThatDoesNotFireIsNamedUntilItDoesAndAStoppedOneIsNot() throws Exception {
        // as if its thread were gone: the route counts as started, and nothing comes
        org.apache.camel.support.service.ServiceHelper.suspendService(camel.getRoute("load-poll").getConsumer());
        now.addAndGet(Duration.ofMinutes(31).toNanos());
        assertEquals("timer of route load-poll has not fired for 31 minutes", watchdog.hung(camel).orElseThrow());

        camel.getRouteController().stopRoute("load-poll");
        assertEquals(Optional.empty(), watchdog.hung(camel));
    }

    /** Timers go on meanwhile. */
    private void after(Duration time) {
        now.addAndGet(time.toNanos());
        assertTrue(new NotifyBuilder(camel).fromRoute("load-poll").whenDone(2).create().matches(20, TimeUnit.SECONDS));
    }
}
