package nhldata.storage;

import java.util.Map;

/**
 * A document of the NHL on its way into the archive.
 *
 * @param key in the bucket; it ends with the hash of the content, so that no version is ever overwritten
 * @param content as it came
 * @param row parameters for {@code archive/record-document.sql}
 */
public record ArchivedDocument(String key, byte[] content, Map<String, Object> row) {
}
