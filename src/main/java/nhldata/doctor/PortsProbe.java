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

/** The two ports of the service: free, or its own. A port that another program has costs the service that page, no more. */
final class PortsProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Settings settings;

    PortsProbe(Settings settings) {
        this.settings = settings;
    }

    List<ProbeResult> findings() {
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
            return List.of(ProbeResult.tick(subject, "port " + port + " is free"));
        } catch (IOException e) {
            return List.of(isOurs("http://localhost:" + port + "/" + path) ? ProbeResult.tick(subject, "the job serves it on port " + port)
                    : ProbeResult.note(subject, "port " + port + " of " + host + " cannot be had: " + e.getMessage() + "; the job would run on without it", "set " + variable));
        }
    }

    private static boolean isOurs(String url) {
        try {
            HttpResponse<String> answer = HttpClient.newBuilder().connectTimeout(PATIENCE).build()
                    .send(HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            return answer.headers().firstValue("Server").orElse("").equals("nhldata");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
