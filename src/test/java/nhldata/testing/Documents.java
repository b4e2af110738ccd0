package nhldata.testing;

/** What an API has: the document of a path, or null. */
@FunctionalInterface
public interface Documents {

    byte[] document(String path);
}
