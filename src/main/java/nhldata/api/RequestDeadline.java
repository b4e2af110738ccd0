package nhldata.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.component.http.HttpClientConfigurer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * Bounds the whole of a request, from the connection's first byte to the last one read. The client's own time-outs start
 * anew with every byte, so that an answer of one byte a second would never end. And an answer that nobody reads to its end
 * is broken off: the client would read on to the end to save the connection, however large the rest is.
 *
 * <p>One request is one request: the client sends none a second time by itself and follows no redirect, both of which
 * would pass by the rate limit. And a request that fails, however it fails, keeps no connection: the client does not free
 * it for every kind of answer that it refuses.
 *
 * <p>Thread safe.
 */
public final class RequestDeadline implements HttpClientConfigurer {

    /** Nobody has to close this: its thread ends by itself when nothing is asked any more. */
    private static final int IDLE_SECONDS = 5;

    private final Duration limit;
    private final ScheduledThreadPoolExecutor clock;

    public RequestDeadline(Duration limit) {
        this.limit = limit;
        this.clock = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "api-time-limit");
            thread.setDaemon(true);
            return thread;
        });
        clock.setRemoveOnCancelPolicy(true);
        clock.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        clock.allowCoreThreadTimeOut(true);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries();
        client.disableRedirectHandling();
        OutboundProxy.configure(client);
        client.addExecInterceptorFirst("time-limit", this::execute);
    }

    private ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Watch watch = new Watch((Cancellable) scope.originalRequest);
        boolean answered = false;
        boolean hasBody = false;
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            HttpEntity body = response.getEntity();
            hasBody = body != null;
            if (hasBody) {
                response.setEntity(new WatchedBody(body, watch));
            }
            answered = true;
            return response;
        } catch (IOException e) {
            throw watch.explain(e);
        } finally {
            if (!answered) {
                watch.breakOff();
            }
            if (!answered || !hasBody) {
                watch.end();
            }
        }
    }

    private final class Watch {
        private final Cancellable request;
        private final Future<?> alarm;
        private volatile boolean ranOut;

        Watch(Cancellable request) {
            this.request = request;
            this.alarm = clock.schedule(() -> {
                ranOut = true;
                request.cancel();
            }, limit.toMillis(), TimeUnit.MILLISECONDS);
        }

        void end() {
            alarm.cancel(false);
        }

        void breakOff() {
            request.cancel();
        }

        IOException explain(IOException e) {
            if (!ranOut) {
                return e;
            }
            IOException explained = new InterruptedIOException("the answer took longer than " + limit.toMillis() + " ms in all");
            explained.addSuppressed(e);
            return explained;
        }
    }

    private static final class WatchedBody extends HttpEntityWrapper {
        private final Watch watch;

        WatchedBody(HttpEntity body, Watch watch) {
            super(body);
            this.watch = watch;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new WatchedStream(super.getContent(), watch);
        }
    }

    private static final class WatchedStream extends FilterInputStream {
        private final Watch watch;
        private boolean atEnd;

        WatchedStream(InputStream in, Watch watch) {
            super(in);
            this.watch = watch;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] to, int offset, int count) throws IOException {
            try {
                int n = super.read(to, offset, count);
                atEnd |= n < 0;
                return n;
            } catch (IOException e) {
                throw watch.explain(e);
            }
        }

        @Override
        public void close() throws IOException {
            watch.end();
            if (!atEnd) {
                watch.breakOff();
            }
            super.close();
        }
    }
}
