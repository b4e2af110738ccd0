package nhldata.reload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The route files of a folder at one moment, all of them: what is validated, applied and recorded as one. */
public record RouteSet(Path folder, SortedMap<String, String> texts) {

    static final String SUFFIX = ".camel.yaml";

    /**
     * A slip of the mouse may put anything into the folder: of files that are too long or too many only as much is read as tells {@link RoutesCheck} so.
     *
     * What an editor keeps beside the file, such as {@code .4-load.camel.yaml.swp} or {@code .#4-load.camel.yaml}, is no route.
     */
    public static RouteSet read(Path folder) throws IOException {
        SortedMap<String, String> texts = new TreeMap<>();
        for (Path file : files(folder).stream().sorted().limit(RouteFileLimits.FILES + 1L).toList()) {
            try (InputStream in = Files.newInputStream(file)) {
                texts.put(file.getFileName().toString(), new String(in.readNBytes(RouteFileLimits.BYTES + 1), StandardCharsets.UTF_8));
            }
        }
        return new RouteSet(folder, texts);
    }

    /** Names this very content: the first 16 hexadecimal digits of a SHA-256 over names and texts. */
    public String version() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            texts.forEach((name, text) -> digest.update((name + '\0' + text + '\0').getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The names of the files that are new, gone or other than in {@code former}. */
    SortedSet<String> changedSince(RouteSet former) {
        SortedSet<String> changed = new TreeSet<>();
        Stream.of(texts, former.texts).map(Map::keySet).forEach(changed::addAll);
        changed.removeIf(name -> text(name).equals(former.text(name)) && texts.containsKey(name) == former.texts.containsKey(name));
        return changed;
    }

    String text(String name) {
        return texts.getOrDefault(name, "");
    }

    String path(String name) {
        return folder.resolve(name).toString();
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("[^.].*\\Q" + SUFFIX + "\\E")).filter(Files::isRegularFile).toList();
        }
    }
}
