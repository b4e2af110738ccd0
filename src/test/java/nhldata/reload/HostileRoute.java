package nhldata.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A route file that tries what no route file may: one of the folder hostile-routes, or a route with steps of hostile-steps.txt. Its first two lines say
 * what it tries and what the person must be told, {@code # <- here} ends the line that must be named. CANARY in it is a file that nobody may create or touch.
 */
record HostileRoute(String name, String text) {

    private static final Path RESOURCES = Path.of("src/test/resources/nhldata/reload");
    private static final String SAYS = "# Says: ";
    private static final String ROUTE = """
            - route:
                id: hostile
                description: Not what it seems
                from:
                  uri: timer:hostile
                  parameters: {repeatCount: 1, delay: 0}
                  steps:
            """;

    static List<HostileRoute> all() throws IOException {
        Stream<HostileRoute> ofSteps = Stream.of(Files.readString(RESOURCES.resolve("hostile-steps.txt")).split("\n\n")).map(HostileRoute::ofSteps);
        try (Stream<Path> files = Files.list(RESOURCES.resolve("hostile-routes"))) {
            return Stream.concat(files.sorted().map(HostileRoute::read), ofSteps).toList();
        }
    }

    private static HostileRoute read(Path file) {
        try {
            return new HostileRoute(file.getFileName().toString().replace(".camel.yaml", ""), Files.readString(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Two lines of comment, of which the first begins with the name, and the steps. */
    private static HostileRoute ofSteps(String text) {
        String[] lines = text.split("\n", 3);
        return new HostileRoute(lines[0].substring("# ".length(), lines[0].indexOf(':')), lines[0] + "\n" + lines[1] + "\n" + ROUTE + lines[2].indent(8));
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
