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

/** All route files of a folder at one point in time, with their contents; validated, applied and recorded as a whole. */
public record RouteSet(Path folder, SortedMap<String, String> contents) {

    static final String SUFFIX = ".camel.yaml";

    /**
     * Reads the folder. Anything may have been copied into it: of files that are too long or too many, just enough is read for {@link RoutesCheck} to report it.
     * Editors' backup files, such as {@code .4-load.camel.yaml.swp} or {@code .#4-load.camel.yaml}, are ignored.
     */
    public static RouteSet read(Path folder) throws IOException {
        SortedMap<String, String> contents = new TreeMap<>();
        for (Path file : files(folder).stream().sorted().limit(RouteFileLimits.FILES + 1L).toList()) {
            try (InputStream in = Files.newInputStream(file)) {
                contents.put(file.getFileName().toString(), new String(in.readNBytes(RouteFileLimits.BYTES + 1), StandardCharsets.UTF_8));
            }
        }
        return new RouteSet(folder, contents);
    }

    /** Identifies the contents: the first 16 hexadecimal digits of a SHA-256 of names and contents. */
    public String version() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            contents.forEach((name, text) -> digest.update((name + '\0' + text + '\0').getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The names of the files that were added, deleted or changed since {@code previous}. */
    SortedSet<String> changedSince(RouteSet previous) {
        SortedSet<String> changed = new TreeSet<>();
        Stream.of(contents, previous.contents).map(Map::keySet).forEach(changed::addAll);
        changed.removeIf(name -> content(name).equals(previous.content(name)) && contents.containsKey(name) == previous.contents.containsKey(name));
        return changed;
    }

    String content(String name) {
        return contents.getOrDefault(name, "");
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
