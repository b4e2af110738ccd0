package nhldata.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import nhldata.config.DefaultSettings;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.embedded.EmbeddedStack;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * PostgreSQL and S3, real ones, started once per JVM in a temporary folder. Every {@link TestEnvironment} parameter of a test or a
 * set-up method is a new database with empty tables, and the names of two buckets that do not exist yet.
 */
public final class Stack implements ParameterResolver {

    private static final AtomicInteger WORLDS = new AtomicInteger();

    /** Closed by JUnit when the last test of the JVM is over. */
    private record Servers(Path folder, EmbeddedStack embedded) implements ExtensionContext.Store.CloseableResource, AutoCloseable {

        static Servers start() {
            try {
                Path folder = Files.createTempDirectory("nhldata-it");
                Settings settings = DefaultSettings.load()
                        .with("embedded.data-dir", folder)
                        .with("postgres.port", FreePort.find())
                        .with("embedded.s3-port", FreePort.find());
                Servers servers = new Servers(folder, EmbeddedStack.start(settings));
                // a database that is created from now on has its tables: to migrate it takes longer than most tests
                new Database(servers.embedded.settings().with("postgres.database", "template1")).migrate();
                return servers;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            embedded.close();
            FileUtils.deleteDirectory(folder.toFile());
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestEnvironment.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Servers servers = context.getRoot().getStore(Namespace.create(Stack.class))
                .getOrComputeIfAbsent(Servers.class, type -> Servers.start(), Servers.class);
        String name = context.getRequiredTestClass().getSimpleName().toLowerCase(Locale.ROOT) + WORLDS.incrementAndGet();
        return TestEnvironment.create(servers.embedded.settings(), name);
    }
}
