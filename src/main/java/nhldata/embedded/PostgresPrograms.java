package nhldata.embedded;

import io.zonky.test.db.postgres.util.ArchUtils;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the programs of the PostgreSQL server from the zonky binaries on the class path, and runs them. */
final class PostgresPrograms {
    private final Path home;
    private final List<String> asUnprivileged;

    private PostgresPrograms(Path home, List<String> asUnprivileged) {
        this.home = home;
        this.asUnprivileged = asUnprivileged;
    }

    /**
     * Unpacks below the given directory, unless the same version is there already. Not in a temporary folder,
     * which would be cleaned while a server runs for weeks; and two copies of the project never share them.
     */
    static PostgresPrograms unpackedIn(Path directory) throws IOException {
        JarURLConnection archive = binariesOfThisPlatform();
        // the checksum is in the jar's directory: only the first start reads the 15 MB
        Path home = directory.resolve("programs-" + Long.toHexString(archive.getJarEntry().getCrc()));
        if (!Files.isDirectory(home)) {
            // an incomplete folder never has the final name
            Path unpacking = directory.resolve("programs-unpacking");
            delete(unpacking);
            try (InputStream binaries = archive.getInputStream()) {
                unpack(binaries, unpacking);
            }
            Files.move(unpacking, home, StandardCopyOption.ATOMIC_MOVE);
        }
        return new PostgresPrograms(home, RootAccount.prefix());
    }

    /** Instead of zonky's own resolver, which rejects a class path with a duplicate jar, as Maven's integration tests have. */
    private static JarURLConnection binariesOfThisPlatform() throws IOException {
        String system = System.getProperty("os.name").startsWith("Mac") ? "darwin" : "linux";
        String name = "postgres-" + system + "-" + ArchUtils.normalize(System.getProperty("os.arch")) + ".txz";
        URL binaries = PostgresPrograms.class.getClassLoader().getResource(name);
        if (binaries == null) {
            throw new EmbeddedServerException("The libraries contain no PostgreSQL for this machine (" + name + " is missing)."
                    + " Use the containers instead: make step1 STACK=docker");
        }
        return (JarURLConnection) binaries.openConnection();
    }

    private static void unpack(InputStream archive, Path into) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = into.resolve(entry.getName()).normalize();
                if (!file.startsWith(into)) {
                    throw new IOException("The archive of PostgreSQL has a path outside its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    write(tar, entry, file);
                }
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path file) throws IOException {
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            if ((entry.getMode() & 0100) != 0 || file.getParent().endsWith("bin")) {
                file.toFile().setExecutable(true, false);
            }
        }
    }

    /** Exit code and output of a program. */
    record Outcome(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    Outcome run(String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(asUnprivileged);
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).directory(home.toFile());
        // PGPORT, PGDATA and the like are settings of the application; these programs are configured by arguments only
        builder.environment().keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_") || name.equals("LANG"));
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return new Outcome(process.waitFor(), output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while " + program + " ran", e);
        }
    }

    /** Deletes the programs of earlier versions; must not be called while a server of an earlier run may still use them. */
    void deleteOlder() throws IOException {
        try (Stream<Path> siblings = Files.list(home.getParent())) {
            for (Path older : siblings.filter(path -> path.getFileName().toString().startsWith("programs-") && !path.equals(home)).toList()) {
                delete(older);
            }
        }
    }

    /** Deletes a folder recursively; does nothing if it does not exist. */
    static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(directory)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
