package nhldata.nhl;

/**
 * Schema drift: something in a document that is new or unusual but does not stop it from loading. The path has no indexes
 * ({@code playerByGameStats.awayTeam.forwards[].hits}), so that the same change is the same drift in every document;
 * {@code kind} is one of the constants; the example is a short excerpt of the document.
 */
public record Drift(String path, String kind, String example) {
    /** A field that this application does not know. */
    public static final String UNKNOWN = "unknown field";
    /** A field that recorded documents always have, and that is not required. */
    public static final String MISSING = "missing field";
    /** An optional value of another type or format; its column is NULL. */
    public static final String TYPE = "changed type";
    /** A value of the right type that is implausible or rare, or contradicts another one of the document. */
    public static final String ODD = "odd value";
}
