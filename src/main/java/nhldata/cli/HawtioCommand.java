package nhldata.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import nhldata.config.HttpSettings;
import nhldata.config.Settings;
import nhldata.status.ExitCode;
import picocli.CommandLine.Command;

@Command(name = "hawtio", mixinStandardHelpOptions = true,
        description = "Prints the URL of Hawtio in the running service: route diagrams and counters, start and stop of routes, dead letters.",
        footer = {"", "Example:", "  nhldata hawtio"})
final class HawtioCommand implements Callable<Integer> {

    @Override
    public Integer call() throws Exception {
        OptionalInt port = HttpSettings.of(Settings.load()).hawtio().port();
        if (port.isEmpty()) {
            throw new IllegalStateException("Hawtio is disabled (HAWTIO_PORT=off)");
        }
        URI console = URI.create("http://localhost:" + port.getAsInt() + "/hawtio/camel");
        try {
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()
                    .send(HttpRequest.newBuilder(console).timeout(Duration.ofSeconds(10)).build(), BodyHandlers.discarding());
        } catch (IOException e) {
            throw new IllegalStateException("no response from " + console + ". Start the service (nhldata run, or make step1) with the same HAWTIO_PORT", e);
        }
        System.out.println(console);
        return ExitCode.DONE;
    }
}
