package nhldata.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import nhldata.process.InstanceId;

/**
 * A file in the data folder of a running {@code make step1} with the URL of its API, so that {@code nhldata backfill} or
 * {@code nhldata dlq replay} in a second terminal use the same one without further settings. It is ignored if its process has ended.
 */
public final class LocalStackFile {

    private static final String NAME = ".running-stack.properties";

    private final Path file;

    public LocalStackFile(Path dataDir) {
        this.file = dataDir.resolve(NAME);
    }

    public void write(String apiUrl) {
        Properties p = new Properties();
        p.setProperty("owner", new InstanceId().name());
        p.setProperty("nhl.api.url", apiUrl);
        try (Writer out = Files.newBufferedWriter(file)) {
            p.store(out, "written by make step1 while it runs");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    public void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + file, e);
        }
    }

    /** The API URL of the stack that runs with this data folder; empty if none does. */
    public Optional<String> apiUrl() {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties p = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            p.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return new InstanceId().isRunningHere(p.getProperty("owner", "")) ? Optional.ofNullable(p.getProperty("nhl.api.url")) : Optional.empty();
    }
}
