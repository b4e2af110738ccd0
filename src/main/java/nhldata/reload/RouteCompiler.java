package nhldata.reload;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import nhldata.bindings.RouteBindings;
import nhldata.process.InstanceId;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.postgresql.ds.PGSimpleDataSource;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Builds routes in a separate Camel context, with the beans and properties of the application, to find errors that only Camel
 * detects. Starts no route and opens no connection.
 *
 * <p>Each route is built individually, so that one error does not hide the next; error policies first, because
 * routes are built with them.
 */
final class RouteCompiler {

    private final RouteBindings bindings;
    private final RouteSet set;
    private final List<RouteFile> files;
    private final List<Problem> problems = new ArrayList<>();

    private RouteCompiler(RouteBindings bindings, RouteSet set, List<RouteFile> files) {
        this.bindings = bindings;
        this.set = set;
        this.files = files;
    }

    static List<Problem> of(RouteBindings bindings, RouteSet set, List<RouteFile> files) {
        RouteCompiler compiler = new RouteCompiler(bindings, set, files);
        try (GuardedCamelContext camel = context(bindings)) {
            compiler.build(camel);
        } catch (Exception e) {
            throw new IllegalStateException("the routes cannot be validated: " + e.getMessage(), e);
        }
        return compiler.problems;
    }

    /** A separate context with the beans and properties of the application. Components create their clients with the first endpoint, but do not connect. */
    static GuardedCamelContext context(RouteBindings bindings) {
        Map<String, Object> beans = bindings.beans(new InstanceId(), new GuardedDataSource(new PGSimpleDataSource()), unavailableS3());
        Properties properties = bindings.properties();
        GuardedCamelContext camel = new GuardedCamelContext(properties, beans);
        camel.getPropertiesComponent().setOverrideProperties(properties);
        beans.forEach(camel.getRegistry()::bind);
        return camel;
    }

    private void build(DefaultCamelContext camel) throws Exception {
        camel.setAutoStartup(false);
        camel.disableJMX();
        camel.start();
        for (String kind : List.of("routeConfiguration", "route")) {
            for (RouteFile file : files) {
                for (RouteFile.Part part : file.parts(kind)) {
                    build(camel, file, part);
                }
            }
        }
    }

    private void build(DefaultCamelContext camel, RouteFile file, RouteFile.Part part) {
        try {
            PluginHelper.getRoutesLoader(camel).loadRoutes(
                    ResourceHelper.fromBytes("file:" + file.path(), alone(file, part).getBytes(StandardCharsets.UTF_8)));
        } catch (Exception e) {
            Stream<RouteFile> others = files.stream().sorted(Comparator.comparing(other -> !other.equals(file)));
            problems.add(new CamelErrorTranslator(camel, e).in(file, part, others.flatMap(other -> other.parts().stream().map(p -> new CamelErrorTranslator.Place(other, p))).toList()));
        }
    }

    /** The contents of the file with only this part, at its original line numbers. */
    private String alone(RouteFile file, RouteFile.Part part) {
        int next = file.parts().stream().mapToInt(RouteFile.Part::line).filter(line -> line > part.line()).min().orElse(Integer.MAX_VALUE);
        List<String> lines = set.content(java.nio.file.Path.of(file.path()).getFileName().toString()).lines().toList();
        StringBuilder text = new StringBuilder();
        for (int line = 1; line <= lines.size(); line++) {
            text.append(line >= part.line() && line < next ? lines.get(line - 1) : "").append('\n');
        }
        return text.toString();
    }

    /** An S3 client that does nothing: an endpoint checks its bucket when it is created. */
    private static S3Client unavailableS3() {
        return (S3Client) Proxy.newProxyInstance(RouteCompiler.class.getClassLoader(), new Class<?>[] {S3Client.class},
                (proxy, method, arguments) -> method.getName().equals("hashCode") ? (Object) 0 : null);
    }
}
