package nhldata.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.lang3.StringUtils;

/**
 * One way to spoil a JSON document at one place, other than by another value of the same type: that is a correction.
 *
 * @param path the steps from the root: names of fields, and positions in lists as digits
 */
public record Mutation(List<String> path, Kind kind) {

    public enum Kind {
        DROP, RENAME, NULL, NUMBER_TO_TEXT, TEXT_TO_NUMBER, TO_BOOLEAN, TO_LIST, TO_OBJECT, EMPTY, DUPLICATE
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Every kind of mutation at every place, but where many places have the same shape only at so many of them. */
    public static List<Mutation> of(JsonNode document, int placesOfAShape) {
        List<Mutation> mutations = new ArrayList<>();
        collect(document, List.of(), mutations, new HashMap<>(), placesOfAShape);
        return mutations;
    }

    private static void collect(JsonNode node, List<String> path, List<Mutation> mutations, Map<String, Integer> seen, int places) {
        if (!path.isEmpty()) {
            if (seen.merge(shape(path) + node.getNodeType(), 1, Integer::sum) > places) {
                return;
            }
            boolean inList = Character.isDigit(path.get(path.size() - 1).charAt(0));
            for (Kind kind : kinds(node, inList)) {
                mutations.add(new Mutation(path, kind));
            }
        }
        if (node.isObject()) {
            node.fields().forEachRemaining(field -> collect(field.getValue(), with(path, field.getKey()), mutations, seen, places));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            collect(node.get(i), with(path, String.valueOf(i)), mutations, seen, places);
        }
    }

    private static EnumSet<Kind> kinds(JsonNode node, boolean inList) {
        EnumSet<Kind> kinds = EnumSet.of(Kind.DROP, Kind.NULL, Kind.DUPLICATE);
        if (!node.isBoolean()) {
            kinds.add(Kind.TO_BOOLEAN);
        }
        kinds.add(node.isArray() ? Kind.TO_OBJECT : Kind.TO_LIST);
        if (!inList) {
            kinds.add(Kind.RENAME);
        }
        if (node.isNumber()) {
            kinds.add(Kind.NUMBER_TO_TEXT);
        }
        if (node.isTextual()) {
            kinds.add(Kind.TEXT_TO_NUMBER);
        }
        if (!node.isEmpty() || node.isTextual()) {
            kinds.add(Kind.EMPTY);
        }
        return kinds;
    }

    /** The path without positions and ids, such as {@code /teams/away/players/ID/person/id}. */
    public String shape() {
        return shape(path);
    }

    private static String shape(List<String> path) {
        StringBuilder shape = new StringBuilder();
        path.forEach(step -> shape.append('/').append(StringUtils.isNumeric(step) ? "0" : step.startsWith("ID") && StringUtils.isNumeric(step.substring(2)) ? "ID" : step));
        return shape.toString();
    }

    /** The document with this mutation, as text. A field that is to be there twice is written twice. */
    public byte[] applyTo(JsonNode document) {
        JsonNode copy = document.deepCopy();
        change(copy);
        String text = text(copy);
        // a tree cannot hold a field twice: two of other names become two of the same
        return text.replace("\"__twice__", "\"").getBytes(StandardCharsets.UTF_8);
    }

    /** All of them, as far as their places are still there; those that move the items of a list last, so that each path means what it meant. */
    public static byte[] applyAll(JsonNode document, List<Mutation> mutations) {
        JsonNode copy = document.deepCopy();
        List<Mutation> ordered = new ArrayList<>(mutations);
        ordered.sort(Comparator.comparingInt(Mutation::shift).reversed());
        for (Mutation mutation : ordered) {
            if (!copy.at("/" + String.join("/", mutation.path)).isMissingNode()) {
                mutation.change(copy);
            }
        }
        return text(copy).replace("\"__twice__", "\"").getBytes(StandardCharsets.UTF_8);
    }

    /** From which position on it moves the items of a list. */
    private int shift() {
        String last = path.get(path.size() - 1);
        return last.matches("\\d+") && (kind == Kind.DROP || kind == Kind.DUPLICATE) ? Integer.parseInt(last) : Integer.MAX_VALUE;
    }

    private void change(JsonNode document) {
        String last = path.get(path.size() - 1);
        JsonNode parent = document.at(path.size() == 1 ? "" : "/" + String.join("/", path.subList(0, path.size() - 1)));
        if (parent instanceof ArrayNode list) {
            changeItem(list, Integer.parseInt(last));
        } else {
            changeField((ObjectNode) parent, last);
        }
    }

    private void changeItem(ArrayNode list, int i) {
        switch (kind) {
            case DROP -> list.remove(i);
            case DUPLICATE -> list.insert(i, list.get(i).deepCopy());
            default -> list.set(i, spoiled(list.get(i)));
        }
    }

    private void changeField(ObjectNode object, String name) {
        switch (kind) {
            case DROP -> object.remove(name);
            case RENAME -> object.set(name + "New", object.remove(name));
            case DUPLICATE -> object.set("__twice__" + name, object.get(name).deepCopy());
            default -> object.set(name, spoiled(object.get(name)));
        }
    }

    private JsonNode spoiled(JsonNode value) {
        return switch (kind) {
            case NULL -> NullNode.instance;
            case NUMBER_TO_TEXT -> TextNode.valueOf(value.asText());
            case TEXT_TO_NUMBER -> IntNode.valueOf(value.asText().matches("\\d{1,9}") ? Integer.parseInt(value.asText()) : 7);
            case TO_BOOLEAN -> JsonNodeFactory.instance.booleanNode(true);
            case TO_LIST -> JsonNodeFactory.instance.arrayNode().add(value);
            case TO_OBJECT -> JsonNodeFactory.instance.objectNode();
            case EMPTY -> value.isTextual() ? TextNode.valueOf("") : value.isArray() ? JsonNodeFactory.instance.arrayNode() : JsonNodeFactory.instance.objectNode();
            case DROP, RENAME, DUPLICATE -> throw new IllegalStateException(kind + " is no value");
        };
    }

    private static List<String> with(List<String> path, String step) {
        List<String> longer = new ArrayList<>(path);
        longer.add(step);
        return List.copyOf(longer);
    }

    private static String text(JsonNode document) {
        try {
            return JSON.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return kind + " " + String.join(".", path);
    }
}
