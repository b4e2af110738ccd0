package nhldata.nhl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * An object in a document, with its path. {@code required…} throws {@link DocumentException} if the value is missing, null or
 * of another type; the other getters return null, and report another type as drift. No value is ever guessed.
 */
final class JsonObject {
    private static final int DESCRIBED_LENGTH = 60;
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

    private final JsonNode node;
    private final JsonObject parent;
    private final String step;
    private final String generalStep;
    private final DriftCollector drift;

    private JsonObject(JsonNode node, JsonObject parent, String step, String generalStep, DriftCollector drift) {
        this.node = node;
        this.parent = parent;
        this.step = step;
        this.generalStep = generalStep;
        this.drift = drift;
    }

    static JsonObject root(JsonNode node, DriftCollector drift) {
        return new JsonObject(node, null, "", "", drift);
    }

    boolean has(String name) {
        return node.has(name);
    }

    boolean isList(String name) {
        return node.path(name).isArray();
    }

    boolean isText(String name) {
        return node.path(name).isTextual();
    }

    boolean isEmpty() {
        return node.isEmpty();
    }

    List<String> names() {
        List<String> names = new ArrayList<>(node.size());
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    JsonObject object(String name) {
        JsonNode value = present(name);
        if (!value.isObject()) {
            throw wrongType(name, "an object", value);
        }
        return child(value, name, name);
    }

    /** The object, or null if there is none. */
    JsonObject optionalObject(String name) {
        JsonNode value = node.get(name);
        if (value != null && !value.isObject()) {
            typeDrift(name, value);
        }
        return value == null || !value.isObject() ? null : child(value, name, name);
    }

    /** The objects of an array that is required, but may be empty. */
    List<JsonObject> objects(String name) {
        JsonNode array = present(name);
        if (!array.isArray()) {
            throw wrongType(name, "a list", array);
        }
        List<JsonObject> items = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            String item = name + "[" + i + "]";
            if (!array.get(i).isObject()) {
                throw wrongType(item, "an object", array.get(i));
            }
            items.add(child(array.get(i), item, name + "[]"));
        }
        return items;
    }

    /**
     * Applies the reader to each item of a required array. An item that is not an object, or that the reader rejects, is omitted:
     * it is reported as drift, and {@code rejected} receives the reason.
     */
    <T> List<T> readEach(String name, Function<JsonObject, T> reader, Consumer<String> rejected) {
        JsonNode array = present(name);
        if (!array.isArray()) {
            throw wrongType(name, "a list", array);
        }
        List<T> items = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            String item = name + "[" + i + "]";
            try {
                if (array.get(i) instanceof POJONode invalid) {
                    throw (DocumentException) invalid.getPojo();
                }
                if (!array.get(i).isObject()) {
                    throw wrongType(item, "an object", array.get(i));
                }
                items.add(reader.apply(child(array.get(i), item, name + "[]")));
            } catch (DocumentException e) {
                drift.add(INDEX.matcher(e.path()).replaceAll("[]"), Drift.ODD, e.getMessage());
                rejected.accept(e.getMessage());
            }
        }
        return items;
    }

    /** Number of items of the array; 0 if there is none. */
    int size(String name) {
        return isList(name) ? node.get(name).size() : 0;
    }

    /** All fields, which must be objects, by name; drift reports each of them as {@code generalName}. */
    Map<String, JsonObject> objectsByName(String generalName) {
        Map<String, JsonObject> values = new LinkedHashMap<>();
        for (String name : names()) {
            values.put(name, child(object(name).node, name, generalName));
        }
        return values;
    }

    /** An integer of at least {@code min}. */
    int requiredInteger(String name, int min) {
        JsonNode value = present(name);
        if (!isInteger(value) || value.intValue() < min) {
            throw wrongType(name, min == Integer.MIN_VALUE ? "an integer" : "an integer of at least " + min, value);
        }
        return value.intValue();
    }

    /** An integer of at least {@code min}, or null. */
    Integer integer(String name, int min) {
        JsonNode value = node.get(name);
        if (value == null) {
            return null;
        }
        if (!isInteger(value) || value.intValue() < min) {
            typeDrift(name, value);
            return null;
        }
        return value.intValue();
    }

    /** The number, if it is a JSON integer; null, without drift, for any other value. */
    Integer plainInteger(String name) {
        JsonNode value = node.get(name);
        return value != null && value.isInt() ? value.intValue() : null;
    }

    /** A number that may have decimals, or null. */
    Double number(String name) {
        JsonNode value = node.get(name);
        if (value != null && !value.isNumber()) {
            typeDrift(name, value);
        }
        return value == null || !value.isNumber() ? null : value.doubleValue();
    }

    Boolean bool(String name) {
        JsonNode value = node.get(name);
        if (value != null && !value.isBoolean()) {
            typeDrift(name, value);
        }
        return value == null || !value.isBoolean() ? null : value.booleanValue();
    }

    /** A string that is not blank and valid for its column, with white space normalized. */
    String requiredText(String name) {
        JsonNode value = present(name);
        String text = value.isTextual() ? valid(name, value.textValue()) : null;
        if (text == null) {
            throw wrongType(name, "a string", value);
        }
        return text;
    }

    /** A string that is valid for its column, with white space normalized, or null; blank is null. */
    String text(String name) {
        JsonNode value = node.get(name);
        if (value != null && !value.isTextual()) {
            typeDrift(name, value);
        }
        return value == null || !value.isTextual() ? null : valid(name, value.textValue());
    }

    /** As {@link #text}, but a string that is not valid for a column is reported as drift and becomes null. */
    String optionalText(String name) {
        try {
            return text(name);
        } catch (DocumentException e) {
            odd(name, e.getMessage());
            return null;
        }
    }

    /** An integer within bounds; null, with drift, for any other. */
    Integer integer(String name, int min, int max) {
        Integer number = integer(name, min);
        if (number == null || number <= max) {
            return number;
        }
        odd(name, number.toString());
        return null;
    }

    /** A number, string or boolean as a string, for messages and ids; null if absent, null or a container. */
    String scalar(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isContainerNode() || value.isNull() ? null : value.asText();
    }

    /** Reports unknown fields, and missing ones that recorded documents always have. */
    void compareWith(Fields fields) {
        int known = 0;
        for (Iterator<Map.Entry<String, JsonNode>> entries = node.fields(); entries.hasNext();) {
            Map.Entry<String, JsonNode> entry = entries.next();
            if (fields.always().contains(entry.getKey())) {
                known++;
            } else if (!fields.sometimes().contains(entry.getKey())) {
                drift.add(generalPath(entry.getKey()), Drift.UNKNOWN, entry.getValue().toString());
            }
        }
        if (known < fields.always().size()) {
            fields.always().stream().filter(name -> !node.has(name)).sorted()
                    .forEach(name -> drift.add(generalPath(name), Drift.MISSING, "not at " + path(name)));
        }
    }

    void typeDrift(String name, JsonNode value) {
        drift.add(generalPath(name), Drift.TYPE, describe(value));
    }

    void typeDrift(String name) {
        typeDrift(name, node.get(name));
    }

    void odd(String name, String example) {
        drift.add(generalPath(name), Drift.ODD, example);
    }

    DocumentException invalid(String name, String message) {
        return new DocumentException(path(name), message);
    }

    /** A value for a message, such as {@code the string "2"}. */
    static String describe(JsonNode value) {
        if (value.isContainerNode()) {
            return value.isArray() ? "a list" : "an object";
        }
        String literal = value.toString();
        String piece = literal.length() <= DESCRIBED_LENGTH ? literal : literal.substring(0, DESCRIBED_LENGTH) + "…";
        return value.isTextual() ? "the string " + piece : piece;
    }

    private JsonNode present(String name) {
        JsonNode value = node.get(name);
        if (value == null) {
            throw invalid(name, "missing");
        }
        return value;
    }

    private String valid(String name, String written) {
        String text = TextColumn.normalized(written);
        if (text.isEmpty()) {
            return null;
        }
        String violation = TextColumn.violation(text);
        if (violation != null) {
            throw invalid(name, violation);
        }
        return text;
    }

    private DocumentException wrongType(String name, String expected, JsonNode value) {
        return invalid(name, "must be " + expected + ", but is " + describe(value));
    }

    private static boolean isInteger(JsonNode value) {
        return value.isNumber() && value.canConvertToExactIntegral() && value.canConvertToInt();
    }

    private JsonObject child(JsonNode value, String name, String generalName) {
        return new JsonObject(value, this, name, generalName, drift);
    }

    private String path(String name) {
        String own = parent == null ? "" : parent.path(step);
        return own.isEmpty() ? name : own + "." + name;
    }

    private String generalPath(String name) {
        String own = parent == null ? "" : parent.generalPath(generalStep);
        return own.isEmpty() ? name : own + "." + name;
    }
}
