package nhldata.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import nhldata.config.HttpSettings;
import nhldata.config.Settings;

/** Checks the two ports of the service: free, or used by nhldata itself. Without a port the service runs, but does not serve its pages. */
final class PortsProbe {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Settings settings;

    PortsProbe(Settings settings) {
        this.settings = settings;
    }

    List<ProbeResult> check() {
        HttpSettings ports = HttpSettings.of(settings);
        return Stream.of(port("status page", ports.http(), "HTTP_PORT", "health/live"), port("Hawtio", ports.hawtio(), "HAWTIO_PORT", "hawtio/")).flatMap(List::stream).toList();
    }

    private List<ProbeResult> port(String subject, HttpSettings.Port where, String variable, String path) {
        if (where.port().isEmpty()) {
            return List.of();
        }
        String host = where.host();
        int port = where.port().getAsInt();
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return List.of(ProbeResult.ok(subject, "port " + port + " is free"));
        } catch (IOException e) {
            return List.of(isServedByNhldata("http://localhost:" + port + "/" + path) ? ProbeResult.ok(subject, "served by nhldata on port " + port)
                    : ProbeResult.warn(subject, "port " + port + " on " + host + " cannot be bound: " + e.getMessage() + "; the service would run without it", "set " + variable));
        }
    }

    private static boolean isServedByNhldata(String url) {
        try {
            HttpResponse<String> response = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()
                    .send(HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofString());
            return response.headers().firstValue("Server").orElse("").equals("nhldata");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
