package nhldata.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A route file as text with lines: every scalar with the keys that lead to it. */
final class RouteFile {

    /**
     * A scalar of the file.
     *
     * @param path keys from the top, such as {@code route.from.uri}; lists add nothing to it
     * @param line as an editor counts, from 1
     */
    record Entry(String path, String value, int line) {

        boolean endsWith(String keys) {
            return path.equals(keys) || path.endsWith("." + keys);
        }
    }

    private final Path path;
    private final List<Entry> entries = new ArrayList<>();
    private final List<Integer> routesWithoutId = new ArrayList<>();

    private RouteFile(Path path) {
        this.path = path;
    }

    /** @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException when it is no YAML */
    static RouteFile read(Path path) throws IOException {
        RouteFile file = new RouteFile(path);
        new Compose(LoadSettings.builder().setUseMarks(true).build()).composeString(Files.readString(path))
                .ifPresent(root -> file.walk("", root));
        return file;
    }

    Path path() {
        return path;
    }

    List<Entry> entries() {
        return entries;
    }

    List<Integer> routesWithoutId() {
        return routesWithoutId;
    }

    private void walk(String keys, Node node) {
        if (node instanceof MappingNode map) {
            if (keys.equals("route") && map.getValue().stream().noneMatch(t -> key(t).equals("id"))) {
                routesWithoutId.add(line(map));
            }
            map.getValue().forEach(t -> walk(keys.isEmpty() ? key(t) : keys + "." + key(t), t.getValueNode()));
        } else if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> walk(keys, item));
        } else if (node instanceof ScalarNode scalar) {
            entries.add(new Entry(keys, scalar.getValue(), line(scalar)));
        }
    }

    private static String key(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
    }

    private static int line(Node node) {
        return 1 + node.getStartMark().map(Mark::getLine).orElse(0);
    }
}
