package nhldata.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jolokia.core.api.LogHandler;
import org.jolokia.jvmagent.handler.JolokiaHttpHandler;
import org.jolokia.server.core.config.ConfigKey;
import org.jolokia.server.core.config.StaticConfiguration;
import org.jolokia.server.core.restrictor.policy.PolicyRestrictor;
import org.jolokia.server.core.service.JolokiaServiceManagerFactory;
import org.jolokia.server.core.service.api.JolokiaServiceManager;
import org.jolokia.server.core.service.impl.ClasspathServiceCreator;
import org.jolokia.server.core.service.impl.QuietLogHandler;

/**
 * JMX over HTTP for Hawtio, restricted by {@code jolokia-access.xml}. Started by the first request. Rejects every
 * cross-origin request.
 */
final class Jolokia implements HttpHandler, AutoCloseable {

    private final String path;
    private JolokiaServiceManager services;
    private HttpHandler handler;

    Jolokia(String path) {
        this.path = path;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (origin != null && !isOf(origin, host)) {
            HttpPort.send(exchange, HttpResponse.of(403, HttpResponse.TEXT, "cross-origin request rejected: " + origin + "\n"));
            return;
        }
        if (!exchange.getRequestMethod().equals("POST") && !isVersionRequest(exchange)) {
            // A page of another origin can make a browser send a GET, which has no Origin header.
            HttpPort.send(exchange, new HttpResponse(405, HttpResponse.TEXT, "POST only\n".getBytes(StandardCharsets.UTF_8), Map.of("Allow", "POST")));
            return;
        }
        handler().handle(exchange);
    }

    /** The console detects Jolokia with this request. */
    private boolean isVersionRequest(HttpExchange exchange) {
        URI uri = exchange.getRequestURI();
        return exchange.getRequestMethod().equals("GET") && uri.getRawQuery() == null
                && uri.getRawPath().matches(Pattern.quote(path) + "(/|/version/?)?");
    }

    private static boolean isOf(String origin, String host) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private synchronized HttpHandler handler() throws IOException {
        if (handler == null) {
            LogHandler quiet = new QuietLogHandler();
            StaticConfiguration configuration = new StaticConfiguration(Map.of(
                    ConfigKey.AGENT_CONTEXT.getKeyValue(), path,
                    ConfigKey.AGENT_ID.getKeyValue(), "nhldata",
                    ConfigKey.CANONICAL_NAMING.getKeyValue(), "false",
                    ConfigKey.DISCOVERY_ENABLED.getKeyValue(), "false",
                    ConfigKey.INCLUDE_STACKTRACE.getKeyValue(), "false",
                    ConfigKey.MIME_TYPE.getKeyValue(), "application/json"));
            services = JolokiaServiceManagerFactory.createJolokiaServiceManager(configuration, quiet, policy());
            services.addServices(new ClasspathServiceCreator(Jolokia.class.getClassLoader(), "services"));
            handler = new JolokiaHttpHandler(services.start());
        }
        return handler;
    }

    private static PolicyRestrictor policy() throws IOException {
        try (InputStream in = Objects.requireNonNull(Jolokia.class.getResourceAsStream("/web/jolokia-access.xml"))) {
            return new PolicyRestrictor(in);
        }
    }

    @Override
    public synchronized void close() {
        if (services != null) {
            services.stop();
        }
    }
}
