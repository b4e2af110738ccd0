package nhldata.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import nhldata.config.HttpSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Hawtio console: the static files of its war, and the few endpoints that they need. Hawtio's own server code is not
 * used, so there is no proxy to other hosts. Access from other machines requires a password.
 */
final class Hawtio implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Hawtio.class);
    private static final String ROOT = "/hawtio";
    private static final Map<String, String> TYPES = Map.of("html", HttpResponse.HTML, "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8", "json", HttpResponse.JSON, "svg", "image/svg+xml", "png", "image/png", "jpg", "image/jpeg",
            "ico", "image/x-icon", "woff2", "font/woff2", "ttf", "font/ttf");
    /** Responses to the requests of the console at its start: no plugins, no login page, no single sign-on. */
    private static final Map<String, String> RESPONSES = Map.of("plugin", "[]", "keycloak/enabled", "false", "proxy/enabled", "false",
            "preset-connections", "[]", "auth/config/oidc", "{}", "auth/config/session-timeout", "{}", "auth/config/login", "{}");

    private final HttpPort port;
    private final Path war;
    private final String user;
    private final Jolokia jolokia = new Jolokia(ROOT + "/jolokia");
    private ZipFile files;

    private Hawtio(HttpPort port, Path war, String user) {
        this.port = port;
        this.war = war;
        this.user = user;
    }

    /** Starts Hawtio on a port; closes the port and logs the reason if Hawtio must not or cannot run. */
    static Optional<Hawtio> on(HttpPort port, HttpSettings settings) {
        boolean isOpen = settings.hawtioPassword().isEmpty();
        Optional<Path> war = war();
        if (isOpen && !port.isLoopback()) {
            return disabled(port, "HAWTIO_HOST is not a loopback address and HAWTIO_PASSWORD is not set");
        }
        if (war.isEmpty()) {
            return disabled(port, "directory lib beside nhldata.jar contains no hawtio-war-*.war; build it with make");
        }
        Hawtio hawtio = new Hawtio(port, war.get(), isOpen ? "public" : settings.hawtioUser());
        protect(port.handle(ROOT + "/jolokia", hawtio.jolokia), settings);
        protect(port.serve(ROOT, (path, query) -> hawtio.get(path)), settings);
        protect(port.serve("/", (path, query) -> HttpResponse.seeOther(ROOT + "/camel")), settings);
        port.start();
        return Optional.of(hawtio);
    }

    /** URL of the Camel page for a browser on this machine. */
    URI url() {
        return port.url().resolve(ROOT + "/camel");
    }

    @Override
    public synchronized void close() {
        port.close();
        jolokia.close();
        try (ZipFile open = files) {
            files = null;
        } catch (IOException e) {
            LOG.debug("cannot close {}", war, e);
        }
    }

    private static Optional<Hawtio> disabled(HttpPort port, String reason) {
        port.close();
        LOG.warn("Hawtio is disabled: {}", reason);
        return Optional.empty();
    }

    private HttpResponse get(String path) throws IOException {
        String name = path.substring(ROOT.length()).replaceFirst("^/", "").replaceFirst("/$", "");
        if (name.equals("user")) {
            return HttpResponse.of(200, HttpResponse.JSON, new ObjectMapper().writeValueAsString(user));
        }
        if (RESPONSES.containsKey(name)) {
            return HttpResponse.of(200, HttpResponse.JSON, RESPONSES.get(name));
        }
        if (name.equals("hawtconfig.json")) {
            try (InputStream in = Objects.requireNonNull(Hawtio.class.getResourceAsStream("/web/hawtconfig.json"))) {
                return HttpResponse.of(HttpResponse.JSON, in.readAllBytes());
            }
        }
        // client-side routes of the console, such as /hawtio/camel, are all served by index.html
        boolean isFile = name.contains(".") && !name.startsWith("WEB-INF") && !name.startsWith("META-INF");
        return file(isFile ? name : "index.html").orElse(HttpResponse.notFound("not found: " + path));
    }

    private synchronized Optional<HttpResponse> file(String name) throws IOException {
        if (files == null) {
            files = new ZipFile(war.toFile());
        }
        ZipEntry entry = files.getEntry(name);
        if (entry == null || entry.isDirectory()) {
            return Optional.empty();
        }
        try (InputStream in = files.getInputStream(entry)) {
            String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
            // the names of these files contain a hash of their content
            Map<String, String> keep = name.startsWith("static/") ? Map.of("Cache-Control", "private, max-age=31536000, immutable") : Map.of();
            return Optional.of(new HttpResponse(200, type, in.readAllBytes(), keep));
        }
    }

    private static void protect(HttpContext context, HttpSettings settings) {
        byte[] password = settings.hawtioPassword().value().getBytes(StandardCharsets.UTF_8);
        if (password.length == 0) {
            return;
        }
        context.setAuthenticator(new BasicAuthenticator("nhldata") {
            @Override
            public boolean checkCredentials(String user, String given) {
                return settings.hawtioUser().equals(user) & MessageDigest.isEqual(password, given.getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    /** Maven copies the war into the directory lib beside the jar. */
    private static Optional<Path> war() {
        try {
            Path program = Path.of(Hawtio.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            Path libraries = program.resolveSibling("lib");
            if (Files.isDirectory(libraries)) {
                try (DirectoryStream<Path> wars = Files.newDirectoryStream(libraries, "hawtio-war-*.war")) {
                    for (Path war : wars) {
                        return Optional.of(war);
                    }
                }
            }
            return Optional.empty();
        } catch (URISyntaxException | IOException e) {
            return Optional.empty();
        }
    }
}
