package nhldata.routes;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A file of the folder routes: its text, and the YAML in it as a tree. */
public record RouteFile(Path path, String text, JsonNode root) {

    private static final YAMLMapper YAML = new YAMLMapper(YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());

    public static List<RouteFile> all() {
        try (Stream<Path> files = Files.list(Path.of("routes"))) {
            return files.filter(file -> file.toString().endsWith(".camel.yaml")).sorted().map(RouteFile::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The texts under a key, wherever it stands. */
    public Stream<String> values(String key) {
        return root.findValues(key).stream().flatMap(RouteFile::deep).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    @Override
    public String toString() {
        return path.getFileName().toString();
    }

    private static RouteFile read(Path file) {
        try {
            String text = Files.readString(file);
            return new RouteFile(file, text, YAML.readTree(text));
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static Stream<JsonNode> deep(JsonNode node) {
        return node.isArray() ? Stream.iterate(0, i -> i < node.size(), i -> i + 1).map(node::get) : Stream.of(node);
    }
}
