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
        description = "Prints the address of Hawtio in the running job: routes with their diagrams and counters, start and stop, dead letters.",
        footer = {"", "Example:", "  nhldata hawtio"})
final class HawtioCommand implements Callable<Integer> {

    @Override
    public Integer call() throws Exception {
        OptionalInt port = HttpSettings.of(Settings.load()).hawtio().port();
        if (port.isEmpty()) {
            throw new IllegalStateException("HAWTIO_PORT is off: the job has no Hawtio");
        }
        URI console = URI.create("http://localhost:" + port.getAsInt() + "/hawtio/camel");
        try {
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build()
                    .send(HttpRequest.newBuilder(console).timeout(Duration.ofSeconds(10)).build(), BodyHandlers.discarding());
        } catch (IOException e) {
            throw new IllegalStateException("nothing answers at " + console + ". Is make step1 running, with the same HAWTIO_PORT?", e);
        }
        System.out.println(console);
        return ExitCode.DONE;
    }
}
