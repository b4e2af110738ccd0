package nhldata.boxscore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import nhldata.app.Application;
import nhldata.testing.FakeApi;
import nhldata.testing.Stack;
import nhldata.testing.TestEnvironment;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How much a reader of the routes has to follow for one game: the steps from the message to the stored CSV, and how deep routes call each other. */
@ExtendWith(Stack.class)
class GameStepsIT {

    @RegisterExtension
    private static final FakeApi api = FakeApi.ofSampleLeague();

    @Test
    void aGameWhoseRostersAreKnownTakesAtMostFiftySteps(TestEnvironment empty) throws Exception {
        Steps steps = new Steps();
        try (Application application = Application.start(empty.asking(api).with("nhl.api.requests-per-second", 500).settings(), Map.of("steps", steps), () -> { })) {
            assertEquals("succeeded", application.sweep("backfill", "2022-12-01", "2022-12-05", "missing").status());
        }
        List<Integer> games = steps.games();
        assertTrue(games.size() >= 5, games::toString);
        assertTrue(games.get(0) > 30 && games.get(0) <= 50, games::toString);
        assertEquals(4, steps.depth.get(), "routes within each other, those of a roster included");
    }

    /** Counts the steps of each message from the games queue. */
    private static final class Steps implements InterceptStrategy {

        final Map<String, AtomicInteger> exchanges = new ConcurrentHashMap<>();
        final AtomicInteger depth = new AtomicInteger();

        @Override
        public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode definition, Processor target, Processor next) {
            return new DelegateAsyncProcessor(target) {
                @Override
                public boolean process(Exchange exchange, AsyncCallback callback) {
                    if ("boxscore".equals(exchange.getFromRouteId())) {
                        exchanges.computeIfAbsent(exchange.getExchangeId(), id -> new AtomicInteger()).incrementAndGet();
                        depth.accumulateAndGet(exchange.getUnitOfWork().routeStackLevel(), Math::max);
                    }
                    return super.process(exchange, callback);
                }
            };
        }

        /** Steps of each game, the fewest first; those of rosters and players are exchanges of their own, and short. */
        List<Integer> games() {
            List<Integer> games = new ArrayList<>(exchanges.values().stream().map(AtomicInteger::get).filter(count -> count > 30).toList());
            Collections.sort(games);
            return games;
        }
    }
}
