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
import java.util.Locale;
import java.util.stream.Stream;
import nhldata.config.Settings;

/** Checks the two ports of the service: free, or used by nhldata itself. Without a port the service runs, but does not serve its pages. */
final class PortsProbe {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Settings settings;

    PortsProbe(Settings settings) {
        this.settings = settings;
    }

    List<ProbeResult> check() {
        return Stream.of(port("status page", "http", "health/live"), port("Hawtio", "hawtio", "hawtio/")).flatMap(List::stream).toList();
    }

    private List<ProbeResult> port(String subject, String prefix, String path) {
        String port = settings.get(prefix + ".port");
        if (port.equals("off")) {
            return List.of();
        }
        String host = settings.get(prefix + ".host");
        String variable = prefix.toUpperCase(Locale.ROOT) + "_PORT";
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), Integer.parseInt(port)));
            return List.of(ProbeResult.ok(subject, "port " + port + " is free"));
        } catch (NumberFormatException e) {
            return List.of(ProbeResult.fail(subject, "port \"" + port + "\" is not a number", "correct " + variable));
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
