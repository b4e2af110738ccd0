package nhldata.load;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

class LoadMutexTest {

    @Test
    void aSecondLoadBeginsWhenTheExchangeOfTheFirstIsDone() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext(); ProducerTemplate template = context.createProducerTemplate()) {
            LoadMutex mutex = new LoadMutex();
            CountDownLatch first = new CountDownLatch(1);
            CountDownLatch end = new CountDownLatch(1);
            CompletableFuture<Void> second = new CompletableFuture<>();
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:load").process(mutex::acquire).process(exchange -> exchange.getMessage().getBody(Runnable.class).run());
                }
            });
            context.start();
            template.asyncSendBody("direct:load", (Runnable) () -> {
                first.countDown();
                await(end);
                throw new IllegalStateException("a load that fails is over, too");
            });
            await(first);
            template.asyncSendBody("direct:load", (Runnable) () -> second.complete(null));
            assertThrows(TimeoutException.class, () -> second.get(100, TimeUnit.MILLISECONDS));

            end.countDown();

            second.get(10, TimeUnit.SECONDS);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
