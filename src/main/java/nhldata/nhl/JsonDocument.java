package nhldata.nhl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * Parses bytes into a JSON object, strictly: one document with nothing after it, no duplicate key, only finite numbers, and limits
 * on size and depth, so that no response can exhaust the application.
 */
final class JsonDocument {
    /** A recorded box score has 60 kB and a schedule 276 kB. */
    static final int MAX_BYTES = 1 << 20;
    /** Recorded documents have at most 9 levels. */
    static final int MAX_DEPTH = 64;
    /** Recorded documents have at most 30,000. A tree takes about 70 bytes per token, so that one tree per consumer (sixteen) fits a small heap. */
    static final int MAX_TOKENS = 60_000;
    /** The longest recorded string is a link of about 100 characters; a column holds 50. */
    static final int MAX_TEXT = 100_000;
    static final int MAX_DIGITS = 100;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH)
                            .maxTokenCount(MAX_TOKENS).maxStringLength(MAX_TEXT).maxNameLength(MAX_TEXT).maxNumberLength(MAX_DIGITS).build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .nodeFactory(new Nodes())
            .build()
            .readerFor(JsonNode.class);

    private JsonDocument() { }

    /** An object that remembers a duplicate key, so that it can be rejected with its path. */
    private static final class Node extends ObjectNode {
        private static final long serialVersionUID = 1;
        private String duplicate;

        Node(JsonNodeFactory factory) {
            super(factory);
        }

        @Override
        public JsonNode replace(String name, JsonNode value) {
            JsonNode previous = super.replace(name, value);
            if (previous != null) {
                duplicate = name;
            }
            return previous;
        }
    }

    private static final class Nodes extends JsonNodeFactory {
        private static final long serialVersionUID = 1;

        @Override
        public ObjectNode objectNode() {
            return new Node(this);
        }
    }

    static JsonObject parse(byte[] document, DriftCollector drift) {
        return parse(document, drift, Set.of());
    }

    /**
     * @param lists names of the lists that are read with {@link JsonObject#readEach}: an item with a duplicate key or an infinite
     *              number is rejected there, individually; anywhere else it is the document that is rejected
     * @throws DocumentException if the document is rejected
     */
    static JsonObject parse(byte[] document, DriftCollector drift, Set<String> lists) {
        JsonNode root = readTree(document);
        if (!root.isObject()) {
            throw invalid("not a JSON object but " + JsonObject.describe(root));
        }
        rejectInvalid(root, "", lists);
        return JsonObject.root(root, drift);
    }

    private static JsonNode readTree(byte[] document) {
        if (document.length > MAX_BYTES) {
            throw invalid("the response has " + document.length + " bytes; at most " + MAX_BYTES + " are accepted");
        }
        char first = firstCharacter(document);
        if (first == ' ') {
            throw invalid("the response is empty");
        }
        if (first == '<') {
            throw invalid("an HTML or XML page instead of JSON");
        }
        try {
            return READER.readValue(document);
        } catch (JsonEOFException e) {
            throw invalid("the JSON is truncated" + where(e));
        } catch (StreamConstraintsException e) {
            throw invalid("the response exceeds a limit: " + e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            return readCharacters(document, e);
        } catch (IOException e) {
            throw invalid("not valid JSON: " + e.getMessage());
        }
    }

    /** Jackson's parser of bytes rejects an unpaired surrogate in the name of a field, its parser of characters does not: a field that nobody reads rejects no document. */
    private static JsonNode readCharacters(byte[] document, JsonProcessingException rejection) {
        try {
            return READER.readValue(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(document)).toString());
        } catch (IOException e) {
            throw invalid("not valid JSON" + where(rejection) + ": " + rejection.getOriginalMessage());
        }
    }

    /** The first character that is not white space; a space if there is none. */
    private static char firstCharacter(byte[] document) {
        for (byte b : document) {
            if (b > ' ') {
                return (char) b;
            }
        }
        return ' ';
    }

    private static String where(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** A duplicate key, or a literal such as 1e400: valid JSON, but it becomes infinite. */
    private static void rejectInvalid(JsonNode node, String path, Set<String> lists) {
        if (node instanceof Node object && object.duplicate != null) {
            throw new DocumentException(path.isEmpty() ? "$" : path, "duplicate key, " + JsonObject.describe(object.textNode(object.duplicate)));
        }
        if (node.isObject()) {
            for (Iterator<Map.Entry<String, JsonNode>> fields = node.fields(); fields.hasNext();) {
                Map.Entry<String, JsonNode> field = fields.next();
                JsonNode value = field.getValue();
                if (value.isContainerNode() || value.isDouble()) {
                    String valuePath = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
                    if (value instanceof ArrayNode list && lists.contains(field.getKey())) {
                        markInvalidItems(list, valuePath, lists);
                    } else {
                        rejectInvalid(value, valuePath, lists);
                    }
                }
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                if (node.get(i).isContainerNode() || node.get(i).isDouble()) {
                    rejectInvalid(node.get(i), path + "[" + i + "]", lists);
                }
            }
        } else if (node.isDouble() && Double.isInfinite(node.doubleValue())) {
            throw new DocumentException(path, "the number is out of range");
        }
    }

    /** Replaces each invalid item by the reason. */
    private static void markInvalidItems(ArrayNode list, String path, Set<String> lists) {
        for (int i = 0; i < list.size(); i++) {
            try {
                rejectInvalid(list.get(i), path + "[" + i + "]", lists);
            } catch (DocumentException e) {
                list.set(i, list.pojoNode(e));
            }
        }
    }

    private static DocumentException invalid(String message) {
        return new DocumentException("$", message);
    }
}
