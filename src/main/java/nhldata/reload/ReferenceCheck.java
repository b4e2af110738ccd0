package nhldata.reload;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.quartz.CronExpression;

/** Checks the references of route files to one another and to the application: ids, routes, error policies, beans, settings, SQL files. */
final class ReferenceCheck {

    /** The routes that the application itself calls; without them its commands would fail. */
    static final List<String> CALLED = List.of("direct:run", "direct:preview-schedule");

    private static final Pattern SETTING = Pattern.compile("\\{\\{([^{}]+)}}");
    /** Includes the short form of a step, which has the endpoint as its value. */
    private static final Pattern ENDPOINT = Pattern.compile("(?:\\.uri|\\.(?:to|toD|wireTap|from|deadLetterUri))$");
    private static final Pattern DYNAMIC = Pattern.compile("(?:enrich|pollEnrich|recipientList|routingSlip|dynamicRouter)\\.expression\\..*expression$");
    private static final Pattern CLASS = Pattern.compile("\\.(?:exception|exceptionType|unmarshalType\\w*|resultType\\w*|collectionType\\w*|jsonView\\w*|type|toType|fromType)$");
    private static final Pattern STEP = Pattern.compile("steps\\.(\\w+)");
    private static final Pattern LANGUAGE = Pattern.compile("(?:[eE]xpression|retryWhile|onWhen|handled|continued|completionPredicate)\\.(?!expression\\b)(\\w+)(?:\\.|$)");
    private static final Pattern FORMAT = Pattern.compile("(?:marshal|unmarshal)\\.(\\w+)\\.");
    private static final Pattern HEADER = Pattern.compile("(?:setHeader|headers)\\.name$");
    private static final Pattern RESOURCE = Pattern.compile("\\s*resource:.*", Pattern.DOTALL);
    private static final Pattern MADE = Pattern.compile("#(?:class|type|autowired|property|valueAs)\\b.*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private final List<RouteFile> files;
    private final Properties settings;
    private final RouteRights rights;
    private final List<Problem> problems = new ArrayList<>();

    private ReferenceCheck(List<RouteFile> files, Properties settings, Map<String, Object> beans) {
        this.files = files;
        this.settings = settings;
        this.rights = new RouteRights(settings, beans);
    }

    static List<Problem> of(List<RouteFile> files, Properties settings, Map<String, Object> beans) {
        ReferenceCheck check = new ReferenceCheck(files, settings, beans);
        check.ids();
        Map<String, String> consumed = check.consumed();
        Set<String> policies = new HashSet<>();
        files.forEach(file -> file.parts("routeConfiguration").forEach(part -> policies.add(part.id())));
        for (RouteFile file : files) {
            file.entries().forEach(entry -> check.entry(file, entry, consumed.keySet(), policies));
        }
        RouteFile last = files.get(files.size() - 1);
        CALLED.stream().filter(route -> !consumed.containsKey(route)).forEach(route -> check.problem(last, 1, "no route begins with "
                + route + ", which the application calls; restore that route"));
        return check.problems;
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
                        problem(file, entry.line(), "id " + entry.value() + " is used twice, the other is at " + other + "; give one of them another");
                    }
                });
            }
        }
    }

    /** Endpoint to the location of the route that consumes from it. */
    private Map<String, String> consumed() {
        Map<String, String> consumed = new HashMap<>();
        for (RouteFile file : files) {
            for (RouteFile.Part part : file.parts("route")) {
                part.entries("route.from.uri").forEach(entry -> {
                    String other = consumed.put(endpoint(entry.value()), file.path() + ":" + entry.line());
                    if (other != null) {
                        problem(file, entry.line(), "two routes begin with " + entry.value() + ", the other at " + other + "; rename one of them");
                    }
                });
            }
        }
        return consumed;
    }

    private void entry(RouteFile file, RouteFile.Entry entry, Set<String> consumed, Set<String> policies) {
        String value = entry.value();
        if (named(file, entry) || entry.path().matches(".*\\.(id|description|note)")) {
            return;
        }
        if (entry.path().equals("route.routeConfigurationId")) {
            Arrays.stream(value.split(",")).map(String::strip).filter(policy -> !policies.contains(policy)).forEach(policy ->
                    problem(file, entry.line(), "there is no routeConfiguration " + policy + SpellingSuggestion.choice(policy, policies)));
        } else if (ENDPOINT.matcher(entry.path()).find() || DYNAMIC.matcher(entry.path()).find()) {
            uri(file, entry, consumed);
        } else if (entry.endsWith("ref") && !entry.path().endsWith("expression.ref")) {
            report(file, entry, rights.call(value, entry.sibling("method").orElse("")));
        } else if (entry.path().matches(".*(\\w+Ref|[aA]ggregationStrategy|[pP]olicy)") && !value.isBlank()) {
            report(file, entry, rights.reference(value));
        } else if (entry.path().matches(".*(beanType|scriptType|customizer)")) {
            problem(file, entry.line(), "a class may not be called by its name; write ref and one of the application's beans");
        } else if (entry.endsWith("parameters.cron") && !CronExpression.isValidExpression(resolved(value))) {
            problem(file, entry.line(), "\"" + resolved(value) + "\" is not a Quartz cron expression; write second minute hour day month weekday, such as 0 0 10 * * ?");
        } else if (value.startsWith("classpath:sql/")) {
            resource(file, entry, value);
        } else if (RESOURCE.matcher(value).matches()) {
            report(file, entry, RouteRights.resource(value.strip()));
        } else if (HEADER.matcher(entry.path()).find()) {
            report(file, entry, RouteRights.header(resolved(value)));
        } else if (CLASS.matcher(entry.path()).find()) {
            className(file, entry, value);
        }
        if (MADE.matcher(value).matches()) {
            problem(file, entry.line(), "a route must not create an object: " + value + "; write # and the name of one of the application's beans");
        }
        report(file, entry, rights.placeholders(value));
        report(file, entry, rights.simple(value));
    }

    /** Reports steps, languages and data formats that are not allowed. */
    private boolean named(RouteFile file, RouteFile.Entry entry) {
        String path = entry.path();
        Optional<String> wrong = first(STEP, path, RouteRights::step).or(() -> first(LANGUAGE, path, RouteRights::language)).or(() -> first(FORMAT, path, RouteRights::format));
        report(file, entry, wrong);
        return wrong.isPresent();
    }

    /** The first violation of the rule. */
    private Optional<String> first(Pattern pattern, String path, Function<String, Optional<String>> rule) {
        return pattern.matcher(path).results().map(found -> found.group(1)).map(rule).flatMap(Optional::stream).findFirst();
    }

    private void uri(RouteFile file, RouteFile.Entry entry, Set<String> consumed) {
        String uri = resolved(entry.value());
        Optional<String> wrong = Arrays.stream(DYNAMIC.matcher(entry.path()).find() ? uri.split(",") : new String[] {uri}).map(this::wrong).flatMap(Optional::stream).findFirst();
        report(file, entry, wrong);
        String value = endpoint(entry.value());
        String scheme = value.contains(":") ? value.substring(0, value.indexOf(':')) : value;
        if (wrong.isEmpty() && Set.of("direct", "seda").contains(scheme) && !consumed.contains(value) && !value.contains("{{") && !value.contains("$")) {
            Set<String> names = consumed.stream().filter(e -> e.startsWith(scheme + ":")).map(e -> e.substring(scheme.length() + 1)).collect(Collectors.toSet());
            problem(file, entry.line(), "no route begins with " + value
                    + SpellingSuggestion.to(value.substring(scheme.length() + 1), names).map(name -> "; write " + scheme + ":" + name).orElse("; write that route, or name another"));
        } else if (value.startsWith("sql:classpath:") && wrong.isEmpty()) {
            resource(file, entry, value.substring("sql:".length()));
        }
        entry.options().forEach((name, option) -> rights.option(scheme, name, resolved(option.getValue()))
                .filter(what -> !rights.isGames(uri))
                .ifPresent(what -> problem(file, 1 + option.getStartMark().orElseThrow().getLine(), what)));
    }

    /** In an address with an expression only the component and the options can be checked in advance. */
    private Optional<String> wrong(String uri) {
        if (uri.contains("{{")) {
            return Optional.empty(); // a setting that does not exist is reported as such
        }
        if (uri.strip().startsWith("$")) {
            return Optional.of("the component of an address must not be an expression; write the component, such as direct:${…}");
        }
        String scheme = uri.strip().replaceFirst("(?s)[:?].*", "");
        return uri.contains("${") ? rights.component(scheme).or(() -> rights.options(scheme, uri.strip())) : rights.endpoint(uri.strip());
    }

    private void className(RouteFile file, RouteFile.Entry entry, String name) {
        Optional<Class<?>> found = found(name.replaceFirst("\\[]$", ""));
        if (found.isEmpty() && name.contains(".")) {
            problem(file, entry.line(), "there is no class " + name + "; write the full name of one, such as java.io.IOException");
        } else {
            report(file, entry, RouteRights.className(name, found.orElse(null)));
        }
    }

    private void report(RouteFile file, RouteFile.Entry entry, Optional<String> wrong) {
        wrong.ifPresent(what -> problem(file, entry.line(), what));
    }

    private void resource(RouteFile file, RouteFile.Entry entry, String value) {
        String name = value.substring("classpath:".length());
        if (ReferenceCheck.class.getResource("/" + name) == null) {
            problem(file, entry.line(), "the application has no file " + name
                    + "; write one of src/main/resources, or build the application with it");
        }
    }

    private static Optional<Class<?>> found(String name) {
        try {
            return Optional.of(Class.forName(name, false, ReferenceCheck.class.getClassLoader()));
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
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
