package nhldata.reload;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.Processor;
import org.apache.camel.support.EndpointHelper;
import org.apache.camel.util.URISupport;

/**
 * The allowlist of names in routes: everything else is rejected. {@link GuardedCamelContext} checks each name that Camel resolves, at the
 * start, for an edit and for names that are built at run time; {@link ReferenceCheck} checks the files in the same way, for messages with a line.
 *
 * <p>A result is the problem and what to write instead; empty if the name is allowed. Thread safe.
 */
final class RouteRights {

    /** An allowed component: the paths and options of its endpoints, and an example for messages. */
    private record Component(Pattern path, String instead, Set<String> options) {
    }

    /** The components of the pipeline and of usual edits. The list is documented in docs/routes.md. */
    static final Set<String> COMPONENTS = Set.of("aws2-s3", "direct", "http", "https", "kafka", "log", "pg-copy", "quartz", "seda", "smtp", "sql", "timer");

    static final Set<String> LANGUAGES = Set.of("simple", "constant", "method", "header", "variable", "exchangeProperty");

    static final Set<String> FORMATS = Set.of("json", "csv");

    static final Set<String> STEPS = Set.of("aggregate", "bean", "choice", "circuitBreaker", "convertBodyTo", "convertHeaderTo", "convertVariableTo", "delay", "doTry", "enrich",
            "filter", "idempotentConsumer", "log", "loop", "marshal", "multicast", "pipeline", "recipientList", "removeHeader", "removeHeaders", "removeProperties", "removeProperty",
            "removeVariable", "resequence", "rollback", "sample", "setBody", "setHeader", "setHeaders", "setProperty", "setVariable", "setVariables", "sort", "split", "step",
            "stop", "throttle", "throwException", "to", "toD", "transform", "unmarshal", "validate", "wireTap");

    /** Headers that would make a component do something else than its endpoint configures. */
    static final Set<String> OVERRIDING_HEADERS = Set.of("CamelSqlQuery", "CamelSqlDataSource", "CamelHttpUri", "CamelBeanMethodName", "CamelJacksonUnmarshalType",
            "CamelAwsS3Operation", "CamelAwsS3OverrideBucketName", "CamelAwsS3BucketDestinationName", "kafka.OVERRIDE_TOPIC", "CamelKafkaOverrideTopic");

    /** Value classes to which a message's body may be converted; a File or a URL would be read. */
    static final Set<String> VALUES = Set.of("byte[]", "String", "java.lang.String", "Integer", "java.lang.Integer", "int", "Long", "java.lang.Long", "long",
            "Double", "java.lang.Double", "double", "Boolean", "java.lang.Boolean", "boolean", "Object", "java.lang.Object", "java.util.Map", "java.util.LinkedHashMap", "java.util.List",
            "java.util.ArrayList", "java.io.InputStream", "java.math.BigDecimal", "java.math.BigInteger", "java.time.LocalDate", "java.time.Instant");

    /** Bean methods that expose a secret, or that only Java calls. */
    private static final Set<String> NOT_FOR_ROUTES = Set.of("channels.mailSession", "apiHealth.recordFailure");

    /** Classes of the application to which JSON may be unmarshalled. */
    private static final Set<String> DOCUMENTS = Set.of("nhldata.boxscore.GameTask");

    private static final Pattern FILE_OF_SQL = Pattern.compile("classpath:/?sql/[\\w-]+/[\\w-]+\\.sql");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]*)}}");
    private static final Pattern NAMED_BEAN = Pattern.compile("#(bean:)?\\w+");
    private static final Pattern MADE_BEAN = Pattern.compile("#(class|type|autowired|property|valueAs|jsonpath|ref)\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern METHOD = Pattern.compile("\\s*(\\w+)\\s*(\\(.*\\)\\s*)?", Pattern.DOTALL);
    private static final Pattern VALUE = Pattern.compile("(?:in\\.)?(?:body|headers?|variables?|exchangeProperty)(.*)", Pattern.DOTALL);
    private static final Pattern NAME_AND_PATH = Pattern.compile("(?:[.:][\\w-]+(?::[\\w-]+)?|\\[[\\w .'-]+])?(?:\\??\\.\\w+|\\??\\[[\\w .'-]+])*");
    private static final Pattern BEAN = Pattern.compile("bean:([\\w-]+)(?:\\?method=(.*))?", Pattern.DOTALL);
    private static final Pattern CALL_WITH_ARGUMENTS = Pattern.compile("\\s*bean:[\\w-]+\\?method=\\w+\\([^{}]*", Pattern.DOTALL);
    private static final Pattern PROPERTY = Pattern.compile("properties:([\\w.-]+)");
    private static final Set<String> WORDS = Set.of("null", "routeId", "fromRouteId", "exchangeId", "messageId", "id", "stepId", "threadName", "threadId", "uuid", "messageTimestamp", "random",
            "exception", "exception.message", "exception.stacktrace", "bodyType", "bodyOneLine", "messageHistory", "empty", "empty()");
    private static final Pattern CALL = Pattern.compile("(?:random|range|length|size|trim|uppercase|lowercase|capitalize|substring|substringBefore|substringAfter|substringBetween|concat|replace"
            + "|collate|join|split|contains|quote|normalizeWhitespace|isEmpty|isNumeric|isAlpha|not|abs|floor|ceil|max|min|sum|average|empty|hash|uuid|distinct|reverse|skip)\\([^{}()$]*\\)"
            + "|date(?:-with-timezone)?:[\\w.:+-]+(?::[^{}$]*)?");

    private final Properties settings;
    private final Map<String, Object> beans;
    private final Map<String, Component> components = new TreeMap<>();
    private final Map<String, Set<String>> callable = new TreeMap<>();
    private final String games;

    RouteRights(Properties settings, Map<String, Object> beans) {
        this.settings = settings;
        this.beans = beans;
        beans.forEach((name, bean) -> callable.put(name, methods(name, bean)));
        this.games = settings.getProperty("nhl.games.endpoint", "");
        String buckets = quoted("s3.bucket") + "|" + quoted("s3.dead-letter-bucket");
        String api = Pattern.quote(settings.getProperty("nhl.api.endpoint", "").replaceFirst("^\\w+:(//)?", ""));
        component("direct", "[\\w.-]+", "a name such as direct:mine", "block", "timeout", "failIfNoConsumers");
        component("seda", "[\\w.-]+", "a name such as seda:mine", "size", "blockWhenFull", "discardWhenFull", "discardIfNoConsumers", "waitForTaskToComplete", "concurrentConsumers",
                "timeout", "offerTimeout", "pollTimeout", "multipleConsumers", "limitConcurrentConsumers", "failIfNoConsumers");
        component("timer", "[\\w.-]+", "a name such as timer:mine", "delay", "period", "synchronous", "repeatCount", "fixedRate", "includeMetadata");
        component("quartz", "[\\w.-]+(/[\\w.-]+)?", "a group and a name such as quartz:nhldata/mine", "cron", "trigger.timeZone", "stateful");
        component("log", "[\\w.-]+", "a name such as log:mine", "level", "marker", "multiline", "plain", "showAll", "showBody", "showBodyType", "showHeaders", "showVariables",
                "showProperties", "showException", "showStackTrace", "showCaughtException", "showExchangePattern", "maxChars", "groupSize", "groupInterval", "groupDelay");
        component("sql", FILE_OF_SQL.pattern(), "a statement of the application, sql:classpath:sql/…/….sql", "outputType", "outputHeader", "batch", "noop", "alwaysPopulateStatement", "delay",
                "initialDelay", "useIterator", "maxMessagesPerPoll", "parametersCount", "breakBatchOnConsumeFail", "routeEmptyResultSet");
        component("aws2-s3", "(" + buckets + ")", "a bucket of the settings, aws2-s3://{{s3.bucket}}", "operation", "prefix", "delimiter", "keyName", "storageClass", "deleteAfterRead",
                "includeBody", "includeFolders", "ignoreBody", "autocloseBody", "maxMessagesPerPoll", "delay", "initialDelay", "doneFileName", "conditionalWritesEnabled");
        String[] http = {"httpMethod", "throwExceptionOnFailure", "connectTimeout", "connectionRequestTimeout", "responseTimeout", "soTimeout", "followRedirects", "disableStreamCache",
                "clearExpiredCookies", "connectionClose", "ignoreResponseBody", "copyHeaders"};
        component("http", api, "{{nhl.api.endpoint}}", http);
        component("https", api, "{{nhl.api.endpoint}}", http);
        component("smtp", quoted("nhl.notify.smtp-host") + ":" + quoted("nhl.notify.smtp-port"), "smtp://{{nhl.notify.smtp-host}}:{{nhl.notify.smtp-port}}", "session", "contentType");
        component("pg-copy", "public\\.\\w+", "a table of schema public", "keyColumns", "fileColumns", "scopeColumns", "uncomparedColumns", "beforeMerge", "afterMerge", "statementTimeout");
        // its options are classes and addresses: only the endpoint of the settings is allowed
        component("kafka", "", "{{nhl.games.endpoint}}");
    }

    private void component(String name, String path, String instead, String... options) {
        components.put(name, new Component(Pattern.compile(path), instead, Set.of(options)));
    }

    private String quoted(String setting) {
        return Pattern.quote(settings.getProperty(setting, ""));
    }

    /** Checks an endpoint's address, in which placeholders are resolved. */
    Optional<String> endpoint(String uri) {
        if (isGames(uri)) {
            return Optional.empty();
        }
        String scheme = uri.replaceFirst("(?s)[:?].*", "").strip();
        Optional<String> wrong = component(scheme);
        if (wrong.isPresent()) {
            return wrong;
        }
        Component component = components.get(scheme);
        String path = uri.replaceFirst("(?s)\\?.*", "").replaceFirst("^[^:]*:?/{0,2}", "").replaceFirst("/$", "");
        if (!component.path.matcher(path).matches()) {
            return Optional.of("component " + scheme + " may not go to " + path + "; write " + component.instead);
        }
        return options(scheme, uri);
    }

    /** Checks the options of an address. */
    Optional<String> options(String scheme, String uri) {
        try {
            Map<String, Object> options = uri.contains("?") ? URISupport.parseQuery(uri.replaceFirst("(?s)[^?]*\\?", "")) : Map.of();
            return options.entrySet().stream().flatMap(option -> option(scheme, option.getKey(), String.valueOf(option.getValue())).stream()).findFirst();
        } catch (URISyntaxException e) {
            return Optional.of("the options of " + scheme + " cannot be read: " + e.getMessage());
        }
    }

    Optional<String> component(String scheme) {
        return components.containsKey(scheme) ? Optional.empty() : Optional.of("a route may not use component " + scheme + SpellingSuggestion.choice(scheme, components.keySet()));
    }

    Optional<String> option(String scheme, String name, String value) {
        Component component = components.get(scheme);
        if (component != null && !component.options.contains(name)) {
            return Optional.of("component " + scheme + " has no option " + name + SpellingSuggestion.choice(name, component.options));
        }
        if (value.startsWith("#") && !NAMED_BEAN.matcher(value).matches() || MADE_BEAN.matcher(value).find()) {
            return Optional.of("a route must not create an object: " + value + "; write # and the name of one of the application's beans");
        }
        if (name.matches("beforeMerge|afterMerge") && !FILE_OF_SQL.matcher(value).matches()) {
            return resource(value);
        }
        if (name.matches("concurrentConsumers|size") && value.matches("\\d+") && (value.length() > 6 || Integer.parseInt(value) > (name.equals("size") ? 100_000 : 100))) {
            return Optional.of(name + " " + value + " is more than this process can hold; write at most " + (name.equals("size") ? "100000" : "100"));
        }
        return Optional.empty();
    }

    /** Whether it is the endpoint of the games queue, which the operator sets with all its options. */
    boolean isGames(String uri) {
        try {
            return !games.isEmpty() && EndpointHelper.normalizeEndpointUri(uri).equals(EndpointHelper.normalizeEndpointUri(games));
        } catch (RuntimeException e) {
            return false;
        }
    }

    static Optional<String> step(String name) {
        return STEPS.contains(name) ? Optional.empty() : Optional.of("there is no step " + name + SpellingSuggestion.choice(name, STEPS));
    }

    static Optional<String> language(String name) {
        return LANGUAGES.contains(name) ? Optional.empty() : Optional.of("there is no expression language " + name + SpellingSuggestion.choice(name, LANGUAGES));
    }

    static Optional<String> format(String name) {
        return FORMATS.contains(name) || name.equals("jackson") ? Optional.empty() : Optional.of("there is no data format " + name + SpellingSuggestion.choice(name, FORMATS));
    }

    static Optional<String> header(String name) {
        return OVERRIDING_HEADERS.stream().anyMatch(name::equalsIgnoreCase) ? Optional.of("a route may not set header " + name + ", which would change what an endpoint does; leave it out") : Optional.empty();
    }

    /** A resource that Camel would read on behalf of a route. */
    static Optional<String> resource(String uri) {
        return FILE_OF_SQL.matcher(uri).matches() ? Optional.empty() : Optional.of("a route must not read a file or URL such as " + uri + "; write classpath:sql/…/….sql, a statement of the application");
    }

    /** A class that does not exist is accepted here; resolving it fails. */
    static Optional<String> className(String name, Class<?> found) {
        boolean may = VALUES.contains(name) || DOCUMENTS.contains(name) || found == null || Throwable.class.isAssignableFrom(found) || found.isPrimitive();
        return may ? Optional.empty() : Optional.of("a route may not name class " + name + "; write an exception, or one of "
                + VALUES.stream().filter(value -> value.contains(".") || value.equals("byte[]")).sorted().collect(Collectors.joining(", ")));
    }

    /** Checks a call of a bean; {@code call} is a method, with or without arguments. */
    Optional<String> call(String name, String call) {
        if (name.startsWith("#") || name.contains(":") || name.contains(".")) {
            return Optional.of("there is no bean " + name + ": a class may not be called by its name; write the name of one of the application's beans");
        }
        Set<String> methods = callable.getOrDefault(name, Set.of());
        if (methods.isEmpty()) {
            return Optional.of((beans.containsKey(name) ? "a route may not call bean " : "there is no bean ") + name + SpellingSuggestion.choice(name, callable.keySet().stream().filter(bean -> !callable.get(bean).isEmpty()).toList()));
        }
        Matcher method = METHOD.matcher(call);
        if (!method.matches() || !isOneCall(call.strip())) {
            return Optional.of("bean " + name + " is called with \"" + call + "\"; write one method of it, and its arguments in brackets");
        }
        return methods.contains(method.group(1)) ? Optional.empty()
                : Optional.of("bean " + name + " has no method " + method.group(1) + SpellingSuggestion.choice(method.group(1), methods));
    }

    /** Whether the first parenthesis is closed by the last character: anything after it would be called on the result of the method. */
    private static boolean isOneCall(String call) {
        int open = 0;
        for (int at = 0; at < call.length(); at++) {
            open += call.charAt(at) == '(' ? 1 : call.charAt(at) == ')' ? -1 : 0;
            if (open < 0 || open == 0 && call.charAt(at) == ')' && at < call.length() - 1) {
                return false;
            }
        }
        return open == 0;
    }

    /** Checks a reference to a bean that Camel uses: an error processor, an aggregation strategy, the value of an option. */
    Optional<String> reference(String written) {
        String name = written.replaceFirst("^#(bean:)?", "");
        return beans.containsKey(name) ? Optional.empty() : Optional.of("there is no bean " + name + SpellingSuggestion.choice(name, beans.keySet()));
    }

    /** Methods of the application's own classes only. The pool and the clients of S3 and mail are for components: they expose secrets. */
    private static Set<String> methods(String bean, Object found) {
        if (found == null || !found.getClass().getName().startsWith("nhldata.") || found instanceof Processor || found instanceof GuardedDataSource) {
            return Set.of();
        }
        return Arrays.stream(found.getClass().getMethods())
                .filter(method -> method.getDeclaringClass().getName().startsWith("nhldata.") && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !NOT_FOR_ROUTES.contains(bean + "." + method.getName()))
                .map(Method::getName).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Checks that placeholders name settings, and not environment variables, defaults or beans. */
    Optional<String> placeholders(String text) {
        String rest = PLACEHOLDER.matcher(text).replaceAll(" ");
        if (rest.contains("{{")) {
            return Optional.of("a placeholder inside another, or one that does not end, in: " + text + "; write {{ and }} around the name of a setting");
        }
        for (Matcher m = PLACEHOLDER.matcher(text); m.find();) {
            Optional<String> wrong = placeholder(m.group(1));
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    Optional<String> placeholder(String name) {
        return settings.containsKey(name) ? Optional.empty() : Optional.of("there is no setting " + name + SpellingSuggestion.to(name, settings.stringPropertyNames()).map(near -> "; write " + near)
                .orElse("; write one of docs/settings.md that is not secret"));
    }

    /** Checks a string in the simple language: each function must be on the list, and functions may be nested only in the arguments of a bean's method. */
    Optional<String> simple(String text) {
        for (int at = next(text, 0); at >= 0;) {
            int begin = text.indexOf('{', at) + 1;
            int end = end(text, begin);
            if (end < 0) {
                return Optional.empty(); // Camel reports it with the position
            }
            String function = text.substring(begin, end);
            int inner = next(function, 0);
            if (inner >= 0) {
                if (!CALL_WITH_ARGUMENTS.matcher(function.substring(0, inner)).matches()) {
                    return Optional.of("a function inside another in: " + text + "; set a variable to the inner one first");
                }
                Optional<String> wrong = simple(function.substring(inner));
                if (wrong.isPresent()) {
                    return wrong;
                }
                function = function.replaceAll("\\$(simple)?\\{[^{}]*}", "*");
            }
            Optional<String> wrong = function(function.strip());
            if (wrong.isPresent()) {
                return wrong;
            }
            at = next(text, end);
        }
        return Optional.empty();
    }

    /** The end of the function that begins here; -1 if it is not closed. */
    private static int end(String text, int begin) {
        int open = 1;
        for (int at = begin; at < text.length(); at++) {
            open += text.charAt(at) == '{' ? 1 : text.charAt(at) == '}' ? -1 : 0;
            if (open == 0) {
                return at;
            }
        }
        return -1;
    }

    private static int next(String text, int from) {
        int brief = text.indexOf("${", from);
        int full = text.indexOf("$simple{", from);
        return brief < 0 ? full : full < 0 ? brief : Math.min(brief, full);
    }

    private Optional<String> function(String function) {
        Matcher value = VALUE.matcher(function);
        if (WORDS.contains(function) || CALL.matcher(function).matches()) {
            return Optional.empty();
        }
        if (value.matches() && NAME_AND_PATH.matcher(value.group(1)).matches()) {
            return Arrays.stream(value.group(1).split("[^\\w]+")).anyMatch(word -> word.matches("(?i)(get)?(class|classLoader|camelContext|context|exchange|unitOfWork|registry)"))
                    ? Optional.of("${" + function + "} accesses Java internals; write the part of the message that is needed") : Optional.empty();
        }
        Matcher bean = BEAN.matcher(function);
        if (bean.matches()) {
            return call(bean.group(1), bean.group(2) == null ? "" : bean.group(2));
        }
        Matcher property = PROPERTY.matcher(function);
        if (property.matches()) {
            return placeholder(property.group(1));
        }
        if (function.startsWith("bean:")) {
            return call(function.substring("bean:".length()).replaceFirst("(?s)\\?.*", ""), "");
        }
        return Optional.of("a route may not use function ${" + function + "}; write body, header, variable, exchangeProperty, a bean's method, date, or another of docs/routes.md");
    }

    /** The options of each component by name, for the documentation. */
    Map<String, List<String>> options() {
        Map<String, List<String>> options = new TreeMap<>();
        components.forEach((name, component) -> options.put(name, component.options.stream().sorted().toList()));
        return options;
    }
}
