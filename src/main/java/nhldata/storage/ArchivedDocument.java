package nhldata.storage;

import java.util.Map;

/**
 * A document of the NHL that is to be archived.
 *
 * @param key in the bucket; it contains the hash of the content, so that no version is ever overwritten
 * @param content the bytes as received
 * @param row parameters for {@code archive/record-document.sql}
 */
public record ArchivedDocument(String key, byte[] content, Map<String, Object> row) {
}
