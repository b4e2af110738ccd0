package nhldata.marts;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nhldata.embedded.LocalPostgres;
import nhldata.testing.Dbt;
import nhldata.testing.FreePort;
import org.apache.commons.io.FileUtils;

/** {@code make test-dbt}: the tests of dbt/tests_py, all or those that are named, on a PostgreSQL that is started for them. */
public final class PythonTests {

    private static final String USER = "postgres";

    private PythonTests() {
    }

    public static void main(String[] names) throws Exception {
        Path folder = Files.createTempDirectory("nhldata-test-dbt");
        int port = FreePort.find();
        LocalPostgres postgres = LocalPostgres.start(new LocalPostgres.Settings(folder, port, USER, USER, USER));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            postgres.close();
            FileUtils.deleteQuietly(folder.toFile());
        }));
        List<String> command = new ArrayList<>(List.of(Dbt.PYTHON.toAbsolutePath().toString(), "-m", "unittest", "-v"));
        command.addAll(List.of(names));
        ProcessBuilder python = new ProcessBuilder(command).directory(Path.of("dbt/tests_py").toFile()).inheritIO();
        python.environment().putAll(Map.of("PGHOST", "127.0.0.1", "PGPORT", String.valueOf(port), "PGUSER", USER, "PGPASSWORD", USER));
        System.exit(python.start().waitFor());
    }
}
