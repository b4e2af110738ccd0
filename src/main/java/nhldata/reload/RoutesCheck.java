package nhldata.reload;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import nhldata.Api;
import nhldata.Routing;
import nhldata.Settings;
import nhldata.ledger.Owner;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.postgresql.ds.PGSimpleDataSource;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Validates route files without running them. Each is loaded into a Camel context of its own that is never started, with
 * the beans and properties of the program, and the links between all of them are followed: ids, {@code direct:} routes,
 * error policies, SQL files. Nothing is connected to.
 */
public final class RoutesCheck {

    /** What the pipeline is made of. A route may name no other component: an edited file must not be able to run programs. */
    static final Set<String> COMPONENTS = Set.of("aws2-s3", "bean", "direct", "http", "https", "kafka", "log", "pg-copy",
            "quartz", "seda", "smtp", "sql", "timer");

    private static final Pattern LINE = Pattern.compile("line (\\d+), column (\\d+)");

    private final Routing routing;
    private final List<String> problems = new ArrayList<>();

    private RoutesCheck(Routing routing) {
        this.routing = routing;
    }

    /** A line per problem, as {@code file:line: what is wrong}; empty when the routes are sound. */
    public static List<String> of(Settings settings) throws IOException {
        Path folder = Path.of(settings.get("nhl.routes.dir"));
        List<Path> paths;
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            paths = files.filter(f -> f.getFileName().toString().endsWith(".camel.yaml")).sorted().toList();
        }
        if (paths.isEmpty()) {
            return List.of(folder + ": there is no route file (*.camel.yaml) in this folder");
        }
        Api api = Api.of(settings.get("nhl.api.url").equals("sample") ? "http://localhost" : settings.get("nhl.api.url"));
        RoutesCheck check = new RoutesCheck(new Routing(settings, api, api.source()));
        List<RouteFile> files = new ArrayList<>();
        for (Path path : paths) {
            try {
                RouteFile file = RouteFile.read(path);
                files.add(file);
                check.load(file);
            } catch (YamlEngineException e) {
                check.problems.add(path + ": this is no YAML: " + oneLine(e.getMessage()));
            }
        }
        if (files.size() == paths.size()) {
            check.links(files);
        }
        return check.problems;
    }

    private void load(RouteFile file) {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.setAutoStartup(false);
            camel.getPropertiesComponent().setOverrideProperties(routing.properties());
            routing.beans(new Owner(), new PGSimpleDataSource(), nobody()).forEach(camel.getRegistry()::bind);
            camel.start();
            Resource resource = ResourceHelper.resolveMandatoryResource(camel, "file:" + file.path());
            PluginHelper.getRoutesLoader(camel).loadRoutes(resource);
        } catch (Exception e) {
            problems.add(located(file, e));
        }
    }

    private void links(List<RouteFile> files) {
        Set<String> consumed = new HashSet<>();
        Set<String> policies = new HashSet<>();
        Map<String, String> ids = new HashMap<>();
        for (RouteFile file : files) {
            file.routesWithoutId().forEach(line -> problem(file, line, "a route without an id; give it one that says what it does"));
            for (RouteFile.Entry entry : file.entries()) {
                if (entry.path().equals("route.from.uri")) {
                    consumed.add(entry.value());
                } else if (entry.path().equals("routeConfiguration.id")) {
                    policies.add(entry.value());
                } else if (entry.path().equals("route.id")) {
                    String other = ids.put(entry.value(), file.path().getFileName() + ":" + entry.line());
                    if (other != null) {
                        problem(file, entry.line(), "route id " + entry.value() + " stands twice, the other is at " + other);
                    }
                }
            }
        }
        for (RouteFile file : files) {
            file.entries().forEach(entry -> link(file, entry, consumed, policies));
        }
    }

    private void link(RouteFile file, RouteFile.Entry entry, Set<String> consumed, Set<String> policies) {
        String value = entry.value();
        if (entry.path().equals("route.routeConfigurationId")) {
            for (String policy : value.split(",")) {
                if (!policies.contains(policy.strip())) {
                    problem(file, entry.line(), "there is no routeConfiguration " + policy.strip() + "; there are " + policies.stream().sorted().toList());
                }
            }
        }
        if (!entry.endsWith("uri")) {
            return;
        }
        String scheme = value.contains(":") ? value.substring(0, value.indexOf(':')) : value;
        if (!value.startsWith("{{") && !COMPONENTS.contains(scheme)) {
            problem(file, entry.line(), "component " + scheme + " is not one that a route may use; there are " + COMPONENTS.stream().sorted().toList());
        } else if (scheme.equals("direct") && !consumed.contains(value)) {
            problem(file, entry.line(), "no route begins with " + value);
        } else if (value.startsWith("sql:classpath:") && RoutesCheck.class.getResource("/" + value.substring("sql:classpath:".length())) == null) {
            problem(file, entry.line(), "there is no SQL file " + value.substring("sql:classpath:".length()));
        }
    }

    private void problem(RouteFile file, int line, String what) {
        problems.add(file.path() + ":" + line + ": " + what);
    }

    /** An S3 that answers nothing: an endpoint asks for its bucket as soon as it is made. */
    private static S3Client nobody() {
        return (S3Client) Proxy.newProxyInstance(RoutesCheck.class.getClassLoader(), new Class<?>[] {S3Client.class},
                (proxy, method, arguments) -> method.getName().equals("hashCode") ? (Object) 0 : null);
    }

    /** Camel's parser says where in the text; the rest of Camel names the endpoint, which is looked for in the file. */
    private static String located(RouteFile file, Exception failure) {
        Throwable deepest = failure;
        StringBuilder said = new StringBuilder();
        for (Throwable e = failure; e != null; e = e.getCause()) {
            deepest = e;
            said.append(e.getMessage()).append('\n');
        }
        Matcher parsed = LINE.matcher(said);
        if (parsed.find()) {
            return file.path() + ":" + parsed.group(1) + ": " + oneLine(failure.getMessage());
        }
        String text = String.valueOf(deepest.getMessage()).replace("://", ":");
        OptionalInt line = file.entries().stream()
                .filter(e -> e.endsWith("uri") && e.value().length() > "direct:".length() && text.contains(e.value().replace("://", ":")))
                .mapToInt(RouteFile.Entry::line).findFirst();
        String where = file.path() + (line.isPresent() ? ":" + line.getAsInt() : "");
        return where + ": " + oneLine(deepest.getMessage());
    }

    private static String oneLine(String message) {
        return message == null ? "unknown" : message.replaceAll("\\s+", " ").strip();
    }
}
