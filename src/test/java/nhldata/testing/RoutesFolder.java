package nhldata.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A copy of the project's route files that a test may edit. */
public final class RoutesFolder {

    private static final Path ROUTES = Path.of("routes");

    private final Path path;

    private RoutesFolder(Path path) {
        this.path = path;
    }

    public static RoutesFolder copy(Path path) throws IOException {
        RoutesFolder folder = new RoutesFolder(path);
        folder.restore();
        return folder;
    }

    public Path file(String name) {
        return path.resolve(name + ".camel.yaml");
    }

    public String text(String name) throws IOException {
        return Files.readString(file(name));
    }

    /** As an editor saves: the whole file at once, under another name first. */
    public void write(String name, String text) throws IOException {
        Path beside = Files.writeString(path.resolve("." + name + ".swp"), text);
        Files.move(beside, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Replaces what stands once, below the comment with which the file opens. */
    public void edit(String name, String from, String to) throws IOException {
        String text = text(name);
        int body = text.indexOf("\n- ");
        int at = text.indexOf(from, body);
        if (at < 0) {
            throw new IllegalStateException(name + " does not say \"" + from + "\" any more");
        }
        write(name, text.substring(0, at) + to + text.substring(at + from.length()));
    }

    /** The project's files again, and no others. */
    public void restore() throws IOException {
        for (Path file : files(path)) {
            if (!Files.exists(ROUTES.resolve(file.getFileName()))) {
                Files.delete(file);
            }
        }
        for (Path file : files(ROUTES)) {
            write(file.getFileName().toString().replace(".camel.yaml", ""), Files.readString(file));
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".camel.yaml")).sorted().toList();
        }
    }
}
