package nhldata.nhl;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;

/**
 * Bytes to a JSON object, strictly: one document and nothing after it, no key twice, no number that is not one, and limits
 * on size and depth so that no answer can exhaust the program.
 */
final class JsonDocument {
    /** A recorded box score is 60 kB and a schedule 276 kB; anything of this size is not an answer. */
    static final int MAX_BYTES = 1 << 20;
    /** Recorded documents are at most 9 deep. */
    static final int MAX_DEPTH = 64;
    /** Recorded documents have at most 30,000. A tree takes some 70 bytes for each, so that one for each of the sixteen consumers fits a small heap. */
    static final int MAX_TOKENS = 60_000;
    /** The longest recorded text is a link of some 100 characters; a column holds 50. */
    static final int MAX_TEXT = 100_000;
    static final int MAX_DIGITS = 100;

    private static final ObjectReader READER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH)
                            .maxTokenCount(MAX_TOKENS).maxStringLength(MAX_TEXT).maxNameLength(MAX_TEXT).maxNumberLength(MAX_DIGITS).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private JsonDocument() { }

    static JsonObject parse(byte[] document, DriftCollector drift) {
        JsonNode root = readTree(document);
        if (!root.isObject()) {
            throw refuse("not a JSON object but " + JsonObject.describe(root));
        }
        refuseInfiniteNumbers(root, "");
        return JsonObject.root(root, drift);
    }

    private static JsonNode readTree(byte[] document) {
        if (document.length > MAX_BYTES) {
            throw refuse("the answer is " + document.length + " bytes long; more than " + MAX_BYTES + " is never right");
        }
        char first = firstCharacter(document);
        if (first == ' ') {
            throw refuse("the answer is empty");
        }
        if (first == '<') {
            throw refuse("an HTML or XML page instead of JSON");
        }
        try {
            return READER.readValue(document);
        } catch (JsonEOFException e) {
            throw refuse("the JSON ends in the middle" + where(e));
        } catch (StreamConstraintsException e) {
            throw refuse("beyond the limits for an answer: " + e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            throw refuse("not valid JSON" + where(e) + ": " + e.getOriginalMessage());
        } catch (IOException e) {
            throw refuse("not valid JSON: " + e.getMessage());
        }
    }

    /** The first character that is not white space; a blank if there is none. */
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

    /** A literal such as 1e400 is valid JSON and becomes infinite. */
    private static void refuseInfiniteNumbers(JsonNode node, String path) {
        if (node.isObject()) {
            for (Iterator<Map.Entry<String, JsonNode>> fields = node.fields(); fields.hasNext();) {
                Map.Entry<String, JsonNode> field = fields.next();
                if (field.getValue().isContainerNode() || field.getValue().isDouble()) {
                    refuseInfiniteNumbers(field.getValue(), path.isEmpty() ? field.getKey() : path + "." + field.getKey());
                }
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                if (node.get(i).isContainerNode() || node.get(i).isDouble()) {
                    refuseInfiniteNumbers(node.get(i), path + "[" + i + "]");
                }
            }
        } else if (node.isDouble() && Double.isInfinite(node.doubleValue())) {
            throw new DocumentException(path, "a number too large to be one");
        }
    }

    private static DocumentException refuse(String message) {
        return new DocumentException("$", message);
    }
}
