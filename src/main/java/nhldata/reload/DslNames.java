package nhldata.reload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The names of the YAML DSL, from the schema that Camel ships for editors. */
final class DslNames {

    private static final String MODEL = "org.apache.camel.model.";

    private final JsonNode definitions;

    private DslNames(JsonNode definitions) {
        this.definitions = definitions;
    }

    static DslNames read() {
        try (InputStream in = Objects.requireNonNull(DslNames.class.getResourceAsStream("/schema/camelYamlDsl.json"))) {
            return new DslNames(new ObjectMapper().readTree(in).path("items").path("definitions"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> steps() {
        return names(MODEL + "ProcessorDefinition");
    }

    Set<String> languages() {
        return names(MODEL + "language.ExpressionDefinition");
    }

    /** The fields of all objects: Camel's parser does not name the object of an unknown field. */
    Set<String> fields() {
        Set<String> fields = new TreeSet<>();
        definitions.forEach(definition -> definition.path("properties").fieldNames().forEachRemaining(fields::add));
        return fields;
    }

    private Set<String> names(String definition) {
        Set<String> names = new TreeSet<>();
        definitions.path(definition).path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }
}
