package nhldata.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import nhldata.config.HttpSettings;
import nhldata.config.ProcessSettings;
import nhldata.config.Role;
import nhldata.config.Settings;
import nhldata.jmx.Operations;
import nhldata.monitoring.Health;
import nhldata.monitoring.Monitoring;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP ports of a running service. If a port cannot be bound, the service logs a warning with the setting to change and
 * runs without it. It never picks another port: a scraper would read the metrics of another instance.
 */
public final class WebServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final Map<String, String> TYPES = Map.of("css", "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Optional<HttpPort> statusPort;
    private final Optional<Hawtio> hawtio;

    private WebServer(Optional<HttpPort> statusPort, Optional<Hawtio> hawtio) {
        this.statusPort = statusPort;
        this.hawtio = hawtio;
    }

    /** Returns as soon as the ports listen; pages and Hawtio are loaded by their first request. */
    public static WebServer start(Settings settings, CamelContext camel, Monitoring monitoring, Operations operations) {
        Health health = monitoring.watch(settings, camel);
        boolean servesPages = ProcessSettings.of(settings).roles().contains(Role.WEB);
        HttpSettings http = HttpSettings.of(settings);
        Optional<Hawtio> hawtio = (servesPages ? open(http.hawtio(), http, "HAWTIO", "Hawtio") : Optional.<HttpPort>empty()).flatMap(port -> Hawtio.on(port, http));
        Optional<HttpPort> statusPort = open(http.http(), http, "HTTP", "the status page, health and metrics");
        statusPort.ifPresent(port -> {
            new HealthPages(health).on(port);
            port.serveBlocking("/metrics", 1, (path, query) -> HttpResponse.of(200, "text/plain; version=0.0.4; charset=utf-8", monitoring.scrape()));
            if (servesPages) {
                pages(port, settings, health, hawtio.map(Hawtio::url));
                port.handleBlocking(RunApi.PATH, 2, new RunApi(settings, operations));
            }
            port.start();
        });
        return new WebServer(statusPort, hawtio);
    }

    private static void pages(HttpPort port, Settings settings, Health health, Optional<URI> hawtio) {
        BuiltPages built = new BuiltPages(Path.of(""));
        built.on(port);
        StatusPage page = new StatusPage(settings, health, hawtio, built);
        port.serveBlocking("/status.json", 1, (path, query) -> page.json());
        port.serveBlocking("/why", 1, new WhyPage(settings));
        port.serveBlocking("/runs", 1, new RunPages(settings));
        port.serve("/web/", (path, query) -> file(path));
        port.serveBlocking("/", 2, (path, query) -> path.equals("/") ? page.get(path, query) : HttpResponse.notFound("not found: " + path));
    }

    /** Empty when there is none. */
    public Optional<URI> statusPage() {
        return statusPort.map(HttpPort::url);
    }

    /** Empty when there is none. */
    public Optional<URI> hawtio() {
        return hawtio.map(Hawtio::url);
    }

    @Override
    public void close() {
        statusPort.ifPresent(HttpPort::close);
        hawtio.ifPresent(Hawtio::close);
    }

    private static Optional<HttpPort> open(HttpSettings.Port where, HttpSettings http, String variable, String purpose) {
        if (where.port().isEmpty()) {
            return Optional.empty();
        }
        int port = where.port().getAsInt();
        String host = where.host();
        try {
            return Optional.of(HttpPort.open(host, port, http.allowedHosts()));
        } catch (BindException e) {
            LOG.warn("port {} on {} cannot be bound ({}): running without {}. To use another port set {}_PORT={}", port, host, e.getMessage(),
                    purpose, variable, port + 10);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{}_HOST={} and {}_PORT={} cannot be used ({}): running without {}", variable, host, variable, port,
                    e.getMessage(), purpose);
        }
        return Optional.empty();
    }

    private static HttpResponse file(String path) throws IOException {
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        try (InputStream in = type == null || path.contains("..") ? null : WebServer.class.getResourceAsStream(path)) {
            return in == null ? HttpResponse.notFound("not found: " + path) : HttpResponse.of(type, in.readAllBytes());
        }
    }
}
