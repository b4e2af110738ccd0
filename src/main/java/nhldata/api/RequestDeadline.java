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
 * A deadline for a whole request, from opening the connection to reading the last byte. The client's own timeouts restart
 * with every byte, so that a response of one byte a second would never end. A response that is not read to its end
 * is aborted: to reuse the connection the client would read the rest, however large it is.
 *
 * <p>The client neither retries requests nor follows redirects, since both would bypass the rate limit. A failed request
 * is always cancelled, which frees its connection: the client does not free it for every kind of response that it rejects.
 *
 * <p>Thread safe.
 */
public final class RequestDeadline implements HttpClientConfigurer {

    /** The timer thread ends after this idle time, so that this object need not be closed. */
    private static final int IDLE_SECONDS = 5;

    private final Duration limit;
    private final ScheduledThreadPoolExecutor timer;

    public RequestDeadline(Duration limit) {
        this.limit = limit;
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "api-request-deadline");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    @Override
    public void configureHttpClient(HttpClientBuilder client) {
        client.disableAutomaticRetries();
        client.disableRedirectHandling();
        OutboundProxy.configure(client);
        client.addExecInterceptorFirst("request-deadline", this::execute);
    }

    private ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Deadline deadline = new Deadline((Cancellable) scope.originalRequest);
        boolean hasResponse = false;
        boolean hasBody = false;
        try {
            ClassicHttpResponse response = chain.proceed(request, scope);
            HttpEntity body = response.getEntity();
            hasBody = body != null;
            if (hasBody) {
                response.setEntity(new BodyWithDeadline(body, deadline));
            }
            hasResponse = true;
            return response;
        } catch (IOException e) {
            throw deadline.explain(e);
        } finally {
            if (!hasResponse) {
                deadline.abort();
            }
            if (!hasResponse || !hasBody) {
                deadline.end();
            }
        }
    }

    private final class Deadline {
        private final Cancellable request;
        private final Future<?> timeout;
        private volatile boolean expired;

        Deadline(Cancellable request) {
            this.request = request;
            this.timeout = timer.schedule(() -> {
                expired = true;
                request.cancel();
            }, limit.toMillis(), TimeUnit.MILLISECONDS);
        }

        void end() {
            timeout.cancel(false);
        }

        void abort() {
            request.cancel();
        }

        IOException explain(IOException e) {
            if (!expired) {
                return e;
            }
            IOException explained = new InterruptedIOException("the request exceeded its deadline of " + limit.toMillis() + " ms");
            explained.addSuppressed(e);
            return explained;
        }
    }

    private static final class BodyWithDeadline extends HttpEntityWrapper {
        private final Deadline deadline;

        BodyWithDeadline(HttpEntity body, Deadline deadline) {
            super(body);
            this.deadline = deadline;
        }

        @Override
        public InputStream getContent() throws IOException {
            return new StreamWithDeadline(super.getContent(), deadline);
        }
    }

    private static final class StreamWithDeadline extends FilterInputStream {
        private final Deadline deadline;
        private boolean atEnd;

        StreamWithDeadline(InputStream in, Deadline deadline) {
            super(in);
            this.deadline = deadline;
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
                throw deadline.explain(e);
            }
        }

        @Override
        public void close() throws IOException {
            deadline.end();
            if (!atEnd) {
                deadline.abort();
            }
            super.close();
        }
    }
}
