package nhldata.reload;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.apache.camel.spi.EndpointUriFactory;

/** Translates an error of Camel into a problem with file, line and what to write: Camel's messages have the invalid name, but seldom the line. */
final class CamelErrorTranslator {

    /** A part of a file that is searched for the name in Camel's message. */
    record Place(RouteFile file, RouteFile.Part part) {
    }

    private static final Pattern LINE = Pattern.compile("line (\\d+), column (\\d+)");
    private static final Pattern STEP = Pattern.compile("Unknown node id: ([\\w-]+)");
    private static final Pattern FIELD = Pattern.compile("Unsupported field: ([\\w.-]+)");
    private static final Pattern LANGUAGE = Pattern.compile("(?:Unknown expression with id|No language could be found for): ([\\w-]+)");
    private static final Pattern BEAN = Pattern.compile("(?:No bean could be found in the registry (?:for|with the given name)): ([\\w.-]+)");
    private static final Pattern OPTION = Pattern.compile("endpoint: ([\\w.+-]+):.*Unknown parameters=\\[\\{([\\w.-]+)=");

    private final CamelContext camel;
    private final String first;
    private final String deepest;
    private final String all;
    private final String expression;

    CamelErrorTranslator(CamelContext camel, Exception failure) {
        this.camel = camel;
        StringBuilder said = new StringBuilder();
        Throwable last = failure;
        String simple = "?";
        for (Throwable e = failure; e != null; e = e.getCause()) {
            said.append(e.getMessage()).append('\n');
            simple = e instanceof SimpleIllegalSyntaxException wrong ? wrong.getExpression() : simple;
            // messages of Java's string handling do not help; the exception above has the name
            last = e instanceof IndexOutOfBoundsException || e.getMessage() == null ? last : e;
        }
        this.first = String.valueOf(failure.getMessage());
        this.deepest = last.getMessage() == null ? last.toString() : last.getMessage();
        this.all = said.toString();
        this.expression = simple;
    }

    Problem in(RouteFile file, RouteFile.Part part, List<Place> elsewhere) {
        Matcher parsed = LINE.matcher(all);
        if (parsed.find()) {
            return file.problem(Integer.parseInt(parsed.group(1)), words(first.replaceFirst("(?s) in file:.*", "")));
        }
        return written(part).or(() -> repeatedIn(part, deepest)).or(() -> holding(part))
                .map(entry -> file.problem(entry.line(), words(deepest, entry)))
                .or(() -> elsewhere.stream().flatMap(place -> place.part().entries().stream().filter(entry -> word().length() > 2 && entry.value().equals(word()))
                        .map(entry -> place.file().problem(entry.line(), words(deepest, entry)))).findFirst())
                .or(() -> repeatedIn(part, all).map(entry -> file.problem(entry.line(), words(deepest, entry))))
                .orElseGet(() -> file.problem(part.line(), part.kind() + " " + part.id() + ": " + words(deepest)));
    }

    private Optional<RouteFile.Entry> written(RouteFile.Part part) {
        return part.entries().stream().filter(entry -> entry.value().strip().equals(expression.strip())).findFirst();
    }

    /** The longest string of the part that Camel's message repeats. */
    private static Optional<RouteFile.Entry> repeatedIn(RouteFile.Part part, String message) {
        String said = plain(message);
        return part.entries().stream()
                .filter(entry -> entry.value().length() > 3 && !entry.endsWith("id") && !entry.endsWith("description"))
                .filter(entry -> said.contains(plain(entry.value())) && (!entry.endsWith("from.uri") || said.contains("endpoint")))
                .max(Comparator.comparingInt(entry -> entry.value().length()));
    }

    private Optional<RouteFile.Entry> holding(RouteFile.Part part) {
        return part.entries().stream().filter(entry -> word().length() > 2 && (entry.value().contains(word()) || entry.path().contains("." + word() + "."))).findFirst();
    }

    /** The last word of Camel's message is the invalid name. */
    private String word() {
        return deepest.strip().replaceFirst("(?s).*[\\s:]", "").replaceAll("^\\W+|\\W+$", "");
    }

    private String words(String message, RouteFile.Entry entry) {
        String words = words(message);
        return words.contains(entry.value()) || !words.equals(oneLine(message)) ? words : words + " in: " + entry.value();
    }

    private String words(String message) {
        String words = oneLine(message);
        DslNames dsl = DslNames.read();
        return group(STEP, words).map(name -> "there is no step " + name + SpellingSuggestion.hint(name, dsl.steps()))
                .or(() -> group(FIELD, words).map(name -> "there is no field " + name + " here" + SpellingSuggestion.hint(name, dsl.fields())))
                .or(() -> group(LANGUAGE, words).map(name -> "there is no expression language " + name
                        + SpellingSuggestion.choice(name, Set.of("simple", "constant", "method", "header", "variable", "exchangeProperty"))))
                .or(() -> group(BEAN, words).map(name -> "there is no bean " + name + SpellingSuggestion.hint(name, camel.getRegistry().findByTypeWithName(Object.class).keySet())))
                .or(() -> option(all.replaceAll("\\s+", " ")))
                .orElse(words);
    }

    private Optional<String> option(String message) {
        Matcher unknown = OPTION.matcher(message);
        if (!unknown.find()) {
            return Optional.empty();
        }
        EndpointUriFactory options = camel.getCamelContextExtension().getEndpointUriFactory(unknown.group(1));
        return Optional.of("component " + unknown.group(1) + " has no option " + unknown.group(2)
                + (options == null ? "" : SpellingSuggestion.hint(unknown.group(2), options.propertyNames())));
    }

    private static Optional<String> group(Pattern pattern, String message) {
        Matcher m = pattern.matcher(message);
        return m.find() ? Optional.of(m.group(1)) : Optional.empty();
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s+", " ").strip();
    }

    private static String plain(String text) {
        return text.replace("://", ":").replaceAll("\\s+", " ");
    }
}
