package nhldata.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A route file that tries what no route file may, of the folder hostile-routes: its first two lines say what it tries and what the person
 * must be told, {@code # <- here} ends the line that must be named. CANARY in it is a file that nobody may create or touch.
 */
record HostileRoute(String name, String text) {

    private static final Path FOLDER = Path.of("src/test/resources/nhldata/reload/hostile-routes");
    private static final String SAYS = "# Says: ";

    static List<HostileRoute> all() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().map(HostileRoute::read).toList();
        }
    }

    private static HostileRoute read(Path file) {
        try {
            return new HostileRoute(file.getFileName().toString().replace(".camel.yaml", ""), Files.readString(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    String text(Path canary) {
        return text.replace("CANARY", canary.toString());
    }

    /** What the person must read. */
    String says() {
        return text.lines().filter(line -> line.startsWith(SAYS)).findFirst().orElseThrow().substring(SAYS.length());
    }

    int line() {
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).endsWith("# <- here")) {
                return i + 1;
            }
        }
        return 1;
    }

    /** Whether it is a list of routes at all, so that Camel can be asked to run it without a check before. */
    boolean isRoute() {
        return text.contains("id: hostile") && !name.matches("second-document|merge-key|key-twice|key-that-is-a-list");
    }

    @Override
    public String toString() {
        return name;
    }
}
