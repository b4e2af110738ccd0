package nhldata.nhl;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * An object in a document that knows its path. {@code required…} refuses the document where the value is missing, null or
 * of another type; the other getters give null, and report another type as drift. Nothing is ever guessed.
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

    /** The objects of an array that must be there, but may be empty. */
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
     * What the reader makes of each item of an array that must be there. An item that is no object, or that the reader
     * refuses, is left out: that is drift, and {@code refused} is told why.
     */
    <T> List<T> readEach(String name, Function<JsonObject, T> reader, Consumer<String> refused) {
        JsonNode array = present(name);
        if (!array.isArray()) {
            throw wrongType(name, "a list", array);
        }
        List<T> items = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            String item = name + "[" + i + "]";
            try {
                if (!array.get(i).isObject()) {
                    throw wrongType(item, "an object", array.get(i));
                }
                items.add(reader.apply(child(array.get(i), item, name + "[]")));
            } catch (DocumentException e) {
                drift.add(INDEX.matcher(e.path()).replaceAll("[]"), Drift.ODD, e.getMessage());
                refused.accept(e.getMessage());
            }
        }
        return items;
    }

    /** How many items the array has; 0 where there is none. */
    int size(String name) {
        return isList(name) ? node.get(name).size() : 0;
    }

    /** All fields, which must be objects, by their name; drift calls each of them {@code generalName}. */
    Map<String, JsonObject> objectsByName(String generalName) {
        Map<String, JsonObject> values = new LinkedHashMap<>();
        for (String name : names()) {
            values.put(name, child(object(name).node, name, generalName));
        }
        return values;
    }

    /** A whole number from {@code least} on. */
    int requiredInteger(String name, int least) {
        JsonNode value = present(name);
        if (!isInteger(value) || value.intValue() < least) {
            throw wrongType(name, least == Integer.MIN_VALUE ? "a whole number" : "a whole number from " + least, value);
        }
        return value.intValue();
    }

    /** A whole number from {@code least} on, or null. */
    Integer integer(String name, int least) {
        JsonNode value = node.get(name);
        if (value == null) {
            return null;
        }
        if (!isInteger(value) || value.intValue() < least) {
            typeDrift(name, value);
            return null;
        }
        return value.intValue();
    }

    /** The number, if it is written as a whole one; null, without drift, where anything else stands there. */
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

    /** A string that is not blank and fits its column, without superfluous white space. */
    String requiredText(String name) {
        JsonNode value = present(name);
        String text = value.isTextual() ? fitting(name, value.textValue()) : null;
        if (text == null) {
            throw wrongType(name, "a text", value);
        }
        return text;
    }

    /** A string that fits its column, without superfluous white space, or null; blank is null. */
    String text(String name) {
        JsonNode value = node.get(name);
        if (value != null && !value.isTextual()) {
            typeDrift(name, value);
        }
        return value == null || !value.isTextual() ? null : fitting(name, value.textValue());
    }

    /** As {@link #text}, but a string that fits no column is drift, and null. */
    String optionalText(String name) {
        try {
            return text(name);
        } catch (DocumentException e) {
            odd(name, e.getMessage());
            return null;
        }
    }

    /** A whole number within bounds; null, with drift, for any other. */
    Integer integer(String name, int least, int most) {
        Integer number = integer(name, least);
        if (number == null || number <= most) {
            return number;
        }
        odd(name, number.toString());
        return null;
    }

    /** What stands there, as short text for messages and ids: a number's digits or the text itself; null if absent. */
    String scalar(String name) {
        JsonNode value = node.get(name);
        return value == null || value.isContainerNode() || value.isNull() ? null : value.asText();
    }

    /** Reports the fields that are unknown, and those that always used to be there and are not. */
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

    DocumentException refuse(String name, String message) {
        return new DocumentException(path(name), message);
    }

    /** A value in words, as in {@code the text "2"}. */
    static String describe(JsonNode value) {
        if (value.isContainerNode()) {
            return value.isArray() ? "a list" : "an object";
        }
        String literal = value.toString();
        String piece = literal.length() <= DESCRIBED_LENGTH ? literal : literal.substring(0, DESCRIBED_LENGTH) + "…";
        return value.isTextual() ? "the text " + piece : piece;
    }

    private JsonNode present(String name) {
        JsonNode value = node.get(name);
        if (value == null) {
            throw refuse(name, "missing");
        }
        return value;
    }

    private String fitting(String name, String written) {
        String text = TextColumn.normalized(written);
        if (text.isEmpty()) {
            return null;
        }
        String why = TextColumn.whyUnfit(text);
        if (why != null) {
            throw refuse(name, why);
        }
        return text;
    }

    private DocumentException wrongType(String name, String expected, JsonNode value) {
        return refuse(name, "must be " + expected + ", but is " + describe(value));
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
