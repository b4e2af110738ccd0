package nhldata.reload;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** A parsed route file with line numbers: the members of its list, and every scalar with the path of its keys. */
final class RouteFile {

    /** A member of the file's list: a route or a routeConfiguration. {@code id} is empty if there is none. */
    record Part(String kind, String id, int line, List<Entry> entries) {

        List<Entry> entries(String path) {
            return entries.stream().filter(entry -> entry.path().equals(path)).toList();
        }
    }

    /**
     * A scalar of the file.
     *
     * @param path keys from the top, such as {@code route.from.uri}; lists do not appear in it
     * @param line line number, from 1
     * @param beside the map that contains the scalar, for example to find the bean of a method
     */
    record Entry(String path, String value, int line, MappingNode beside) {

        boolean endsWith(String keys) {
            return path.equals(keys) || path.endsWith("." + keys);
        }

        /** The options in {@code parameters} of an endpoint. */
        Map<String, ScalarNode> options() {
            Map<String, ScalarNode> options = new LinkedHashMap<>();
            beside.getValue().stream().filter(t -> key(t).equals("parameters") && t.getValueNode() instanceof MappingNode)
                    .flatMap(t -> ((MappingNode) t.getValueNode()).getValue().stream()).filter(t -> t.getValueNode() instanceof ScalarNode)
                    .forEach(t -> options.put(key(t), (ScalarNode) t.getValueNode()));
            return options;
        }

        /** The scalar under another key of the same map. */
        Optional<String> sibling(String key) {
            return beside.getValue().stream().filter(t -> key(t).equals(key) && t.getValueNode() instanceof ScalarNode)
                    .map(t -> ((ScalarNode) t.getValueNode()).getValue()).findFirst();
        }
    }

    private final String path;
    private final List<Part> parts = new ArrayList<>();
    private final boolean isList;

    private RouteFile(String path, Optional<Node> root) {
        this.path = path;
        this.isList = root.filter(SequenceNode.class::isInstance).isPresent();
        root.filter(SequenceNode.class::isInstance).map(SequenceNode.class::cast).ifPresent(list -> list.getValue().forEach(this::part));
    }

    /**
     * @throws RouteFileLimits.BeyondException if it exceeds a limit, or uses a YAML feature that is not allowed
     * @throws org.snakeyaml.engine.v2.exceptions.YamlEngineException if it is not valid YAML
     */
    static RouteFile parse(String path, String text) {
        RouteFileLimits.check(text);
        return new RouteFile(path, new Compose(LoadSettings.builder().setUseMarks(true).build()).composeString(text));
    }

    String path() {
        return path;
    }

    boolean isList() {
        return isList;
    }

    List<Part> parts() {
        return parts;
    }

    List<Part> parts(String kind) {
        return parts.stream().filter(part -> part.kind().equals(kind)).toList();
    }

    List<Entry> entries() {
        return parts.stream().flatMap(part -> part.entries().stream()).toList();
    }

    Problem problem(int line, String what) {
        return new Problem(path, line, what);
    }

    private void part(Node node) {
        if (node instanceof MappingNode map && map.getValue().size() == 1) {
            NodeTuple only = map.getValue().get(0);
            List<Entry> entries = new ArrayList<>();
            walk(key(only), only.getValueNode(), null, entries);
            String idPath = key(only) + ".id";
            String id = entries.stream().filter(entry -> entry.path().equals(idPath)).map(Entry::value).findFirst().orElse("");
            parts.add(new Part(key(only), id, line(map), entries));
        } else {
            parts.add(new Part("", "", line(node), List.of()));
        }
    }

    private static void walk(String keys, Node node, MappingNode in, List<Entry> entries) {
        if (node instanceof MappingNode map) {
            map.getValue().forEach(t -> walk(keys + "." + key(t), t.getValueNode(), map, entries));
        } else if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> walk(keys, item, in, entries));
        } else if (node instanceof ScalarNode scalar && in != null) {
            entries.add(new Entry(keys, scalar.getValue(), line(scalar), in));
        }
    }

    private static String key(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
    }

    private static int line(Node node) {
        return 1 + node.getStartMark().map(Mark::getLine).orElse(0);
    }
}
