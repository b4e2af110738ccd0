package nhldata.packaging;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The chart in {@code deploy/helm}, and what Helm makes of it with some values. */
final class Chart {

    static final Path FOLDER = Path.of("deploy/helm/nhldata");

    private final List<Map<String, Object>> objects;

    private Chart(List<Map<String, Object>> objects) {
        this.objects = objects;
    }

    /** A copy whose hooks are objects like any other: Helm's template leaves hooks out. */
    static Path withoutHooks(Path folder) throws IOException {
        Path copy = folder.resolve("nhldata");
        try (Stream<Path> files = Files.walk(FOLDER, FileVisitOption.FOLLOW_LINKS)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = copy.resolve(FOLDER.relativize(file));
                Files.createDirectories(to.getParent());
                Files.writeString(to, Files.readString(file).replaceAll("(?m)^ +helm\\.sh/hook.*\\n", ""));
            }
        }
        return copy;
    }

    /** @throws IllegalStateException when Helm refuses the values, with what its schema says */
    static Chart rendered(Path chart, String... values) {
        TemplateCommand template = new Helm(chart).template().withName("nhldata").withNamespace("data");
        Stream.of(values).map(v -> v.split("=", 2)).forEach(v -> template.set(v[0], v[1]));
        return new Chart(Yaml.all(template.call()).toList());
    }

    List<Map<String, Object>> objects() {
        return objects;
    }

    List<Map<String, Object>> of(String kind) {
        return objects.stream().filter(o -> o.get("kind").equals(kind)).toList();
    }

    Map<String, Object> one(String kind, String name) {
        return of(kind).stream().filter(o -> name(o).equals(name)).findFirst().orElseThrow(() -> new AssertionError("no " + kind + " " + name));
    }

    static String name(Map<String, Object> object) {
        return Yaml.textAt(object, "metadata", "name");
    }

    /** Deployments and jobs: whatever has pods. */
    List<Map<String, Object>> withPods() {
        return objects.stream().filter(o -> Yaml.at(o, "spec", "template", "spec", "containers") != null).toList();
    }

    static Map<String, Object> pod(Map<String, Object> object) {
        return Yaml.mapAt(object, "spec", "template", "spec");
    }

    static Map<String, Object> container(Map<String, Object> object) {
        return Yaml.mapAt(pod(object), "containers", 0);
    }

    static List<Map<String, Object>> environment(Map<String, Object> object) {
        return Yaml.listAt(container(object), "env").stream().map(Yaml::map).toList();
    }

    static Map<String, Object> podLabels(Map<String, Object> object) {
        return Yaml.mapAt(object, "spec", "template", "metadata", "labels");
    }
}
