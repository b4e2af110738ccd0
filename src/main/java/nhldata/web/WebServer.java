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
import nhldata.monitoring.Health;
import nhldata.monitoring.Monitoring;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ports of a running job. A port that cannot be had costs the job nothing: it says so, names the setting that moves
 * the port, and goes on without. It is not moved by itself, or a scraper would read the figures of another copy.
 */
public final class WebServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final Map<String, String> TYPES = Map.of("css", "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Optional<HttpPort> look;
    private final Optional<Hawtio> hawtio;

    private WebServer(Optional<HttpPort> look, Optional<Hawtio> hawtio) {
        this.look = look;
        this.hawtio = hawtio;
    }

    /** Returns at once when the ports listen; nothing of a page or of Hawtio is loaded before somebody asks for it. */
    public static WebServer start(Settings settings, CamelContext camel, Monitoring monitoring) {
        Health health = monitoring.watch(settings, camel);
        boolean forPeople = ProcessSettings.of(settings).roles().contains(Role.WEB);
        HttpSettings http = HttpSettings.of(settings);
        Optional<Hawtio> hawtio = (forPeople ? open(http.hawtio(), http, "HAWTIO", "Hawtio") : Optional.<HttpPort>empty()).flatMap(port -> Hawtio.on(port, http));
        Optional<HttpPort> look = open(http.http(), http, "HTTP", "the status page, health and metrics");
        look.ifPresent(port -> {
            new HealthPages(health).on(port);
            port.serveApart("/metrics", 1, (path, query) -> HttpResponse.of(200, "text/plain; version=0.0.4; charset=utf-8", monitoring.scrape()));
            if (forPeople) {
                pages(port, settings, health, hawtio.map(Hawtio::url));
            }
            port.start();
        });
        return new WebServer(look, hawtio);
    }

    private static void pages(HttpPort port, Settings settings, Health health, Optional<URI> hawtio) {
        BuiltPages built = new BuiltPages(Path.of(""));
        built.on(port);
        StatusPage page = new StatusPage(settings, health, hawtio, built);
        port.serveApart("/status.json", 1, (path, query) -> page.json());
        port.serve("/web/", (path, query) -> file(path));
        port.serveApart("/", 2, (path, query) -> path.equals("/") ? page.get(path, query) : HttpResponse.notFound("there is nothing at " + path));
    }

    /** Empty when there is none. */
    public Optional<URI> statusPage() {
        return look.map(HttpPort::url);
    }

    /** Empty when there is none. */
    public Optional<URI> hawtio() {
        return hawtio.map(Hawtio::url);
    }

    @Override
    public void close() {
        look.ifPresent(HttpPort::close);
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
            LOG.warn("port {} on {} cannot be had ({}): the job goes on without {}. To move it: {}_PORT={}", port, host, e.getMessage(),
                    purpose, variable, port + 10);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{}_HOST={} and {}_PORT={} cannot be used ({}): the job goes on without {}", variable, host, variable, port,
                    e.getMessage(), purpose);
        }
        return Optional.empty();
    }

    private static HttpResponse file(String path) throws IOException {
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        try (InputStream in = type == null || path.contains("..") ? null : WebServer.class.getResourceAsStream(path)) {
            return in == null ? HttpResponse.notFound("there is nothing at " + path) : HttpResponse.of(type, in.readAllBytes());
        }
    }
}
