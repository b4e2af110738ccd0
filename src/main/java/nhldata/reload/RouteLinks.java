package nhldata.reload;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.quartz.CronExpression;

/** What the route files name, in one another and in the program: ids, routes, error policies, beans, settings, SQL files. */
final class RouteLinks {

    /** What the pipeline is made of. A route may name no other component: an edited file must not be able to run programs. */
    static final Set<String> COMPONENTS = Set.of("aws2-s3", "bean", "direct", "http", "https", "kafka", "log", "pg-copy",
            "quartz", "seda", "smtp", "sql", "timer");

    /** The routes that the program itself calls; without them its verbs would fail. */
    static final List<String> CALLED = List.of("direct:sweep", "direct:replay", "direct:rederive", "direct:load-bucket", "direct:preview");

    private static final Pattern SETTING = Pattern.compile("\\{\\{([^{}:?]+)}}");
    private static final Pattern BEAN = Pattern.compile("\\$\\{bean:([\\w:.-]+)(?:\\?method=(\\w+))?");
    private static final Pattern DYNAMIC = Pattern.compile("(?:enrich|pollEnrich|recipientList|routingSlip|dynamicRouter)\\.expression\\..*expression$");

    private static final Pattern CLASS = Pattern.compile("(?:\\.exception|\\.exceptionType|\\.unmarshalType)$");

    private final List<RouteFile> files;
    private final Properties settings;
    private final Map<String, Object> beans;
    private final List<Problem> problems = new ArrayList<>();

    private RouteLinks(List<RouteFile> files, Properties settings, Map<String, Object> beans) {
        this.files = files;
        this.settings = settings;
        this.beans = beans;
    }

    static List<Problem> of(List<RouteFile> files, Properties settings, Map<String, Object> beans) {
        RouteLinks links = new RouteLinks(files, settings, beans);
        links.ids();
        Map<String, String> consumed = links.consumed();
        Set<String> policies = new HashSet<>();
        files.forEach(file -> file.parts("routeConfiguration").forEach(part -> policies.add(part.id())));
        for (RouteFile file : files) {
            file.entries().forEach(entry -> links.entry(file, entry, consumed.keySet(), policies));
        }
        RouteFile last = files.get(files.size() - 1);
        CALLED.stream().filter(route -> !consumed.containsKey(route)).forEach(route -> links.problem(last, 1, "no route of the folder begins with "
                + route + ", which the program calls; write that route again"));
        return links.problems;
    }

    private void ids() {
        Map<String, String> places = new HashMap<>();
        for (RouteFile file : files) {
            for (RouteFile.Part part : file.parts()) {
                if (part.id().isBlank()) {
                    problem(file, part.line(), "a " + part.kind() + " without an id; give it one that says what it does");
                }
                part.entries().stream().filter(entry -> entry.endsWith("id")).forEach(entry -> {
                    String other = places.put(entry.value(), file.path() + ":" + entry.line());
                    if (other != null) {
                        problem(file, entry.line(), "id " + entry.value() + " stands twice, the other is at " + other + "; give one of them another");
                    }
                });
            }
        }
    }

    /** From endpoint to where a route begins with it. */
    private Map<String, String> consumed() {
        Map<String, String> consumed = new HashMap<>();
        for (RouteFile file : files) {
            for (RouteFile.Part part : file.parts("route")) {
                part.entries("route.from.uri").forEach(entry -> {
                    String other = consumed.put(endpoint(entry.value()), file.path() + ":" + entry.line());
                    if (other != null) {
                        problem(file, entry.line(), "two routes begin with " + entry.value() + ", the other at " + other + "; name one of them anew");
                    }
                });
            }
        }
        return consumed;
    }

    private void entry(RouteFile file, RouteFile.Entry entry, Set<String> consumed, Set<String> policies) {
        String value = entry.value();
        if (entry.path().equals("route.routeConfigurationId")) {
            Arrays.stream(value.split(",")).map(String::strip).filter(policy -> !policies.contains(policy)).forEach(policy ->
                    problem(file, entry.line(), "there is no routeConfiguration " + policy + Nearest.choice(policy, policies)));
        } else if (entry.endsWith("uri") || DYNAMIC.matcher(entry.path()).find()) {
            uri(file, entry, consumed);
        } else if (entry.endsWith("ref") && !entry.path().endsWith("expression.ref")) {
            bean(file, entry, value, entry.sibling("method").orElse(""));
        } else if (entry.endsWith("onExceptionOccurredRef") || entry.endsWith("aggregationStrategy")) {
            bean(file, entry, value, "");
        } else if (entry.endsWith("beanType")) {
            problem(file, entry.line(), "a class may not be called by its name; write ref and one of the program's beans");
        } else if (entry.endsWith("parameters.cron") && !CronExpression.isValidExpression(resolved(value))) {
            problem(file, entry.line(), "\"" + resolved(value) + "\" is no Quartz cron; write second minute hour day month weekday, such as 0 0 10 * * ?");
        } else if (value.startsWith("classpath:")) {
            resource(file, entry, value);
        } else if (CLASS.matcher(entry.path()).find() && !isClass(value)) {
            problem(file, entry.line(), "there is no class " + value + "; write the full name of one, such as java.io.IOException");
        }
        for (Matcher m = SETTING.matcher(value); m.find();) {
            if (!settings.containsKey(m.group(1))) {
                problem(file, entry.line(), "there is no setting " + m.group(1) + Nearest.hint(m.group(1), settings.stringPropertyNames()));
            }
        }
        for (Matcher m = BEAN.matcher(value); m.find();) {
            bean(file, entry, m.group(1), m.group(2) == null ? "" : m.group(2));
        }
    }

    private void uri(RouteFile file, RouteFile.Entry entry, Set<String> consumed) {
        String value = endpoint(entry.value());
        String scheme = value.contains(":") ? value.substring(0, value.indexOf(':')) : value;
        if (value.contains("{{") || value.startsWith("${")) {
            return; // a setting that does not exist is told of as such
        }
        if (!COMPONENTS.contains(scheme)) {
            problem(file, entry.line(), "a route may not use component " + scheme + Nearest.choice(scheme, COMPONENTS));
        } else if (Set.of("direct", "seda").contains(scheme) && !consumed.contains(value)) {
            Set<String> names = consumed.stream().filter(e -> e.startsWith(scheme + ":")).map(e -> e.substring(scheme.length() + 1)).collect(Collectors.toSet());
            problem(file, entry.line(), "no route begins with " + value
                    + Nearest.to(value.substring(scheme.length() + 1), names).map(name -> "; write " + scheme + ":" + name).orElse("; write that route, or name another"));
        } else if (scheme.equals("bean")) {
            bean(file, entry, value.substring(value.indexOf(':') + 1), "");
        } else if (value.startsWith("sql:classpath:")) {
            resource(file, entry, value.substring("sql:".length()));
        }
    }

    private void bean(RouteFile file, RouteFile.Entry entry, String written, String call) {
        String name = written.replaceFirst("^#(bean:)?", "");
        Object bean = beans.get(name);
        String method = call.replaceFirst("\\(.*", "").strip();
        if (bean == null) {
            problem(file, entry.line(), "there is no bean " + name + Nearest.choice(name, beans.keySet()));
        } else if (!method.isEmpty()) {
            Set<String> methods = Arrays.stream(bean.getClass().getMethods()).map(Method::getName).collect(Collectors.toSet());
            if (!methods.contains(method)) {
                problem(file, entry.line(), "bean " + name + " has no method " + method + Nearest.hint(method, methods));
            }
        }
    }

    private void resource(RouteFile file, RouteFile.Entry entry, String value) {
        if (RouteLinks.class.getResource("/" + value.substring("classpath:".length())) == null) {
            problem(file, entry.line(), "the program has no file " + value.substring("classpath:".length())
                    + "; write one of src/main/resources, or build the program with it");
        }
    }

    private static boolean isClass(String name) {
        try {
            Class.forName(name, false, RouteLinks.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private String endpoint(String uri) {
        return resolved(uri).replaceFirst("\\?.*", "").replace("://", ":");
    }

    private String resolved(String text) {
        return SETTING.matcher(text).replaceAll(m -> Matcher.quoteReplacement(settings.getProperty(m.group(1), m.group())));
    }

    private void problem(RouteFile file, int line, String what) {
        problems.add(file.problem(line, what));
    }
}
