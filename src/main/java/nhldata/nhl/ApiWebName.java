package nhldata.nhl;

/**
 * A name of api-web: an object of {@code default} and translations. Only the default is read; translations may be empty, lack
 * the initial, or contain a comma.
 */
final class ApiWebName {
    private static final String DEFAULT = "default";

    private ApiWebName() { }

    static String required(JsonObject object, String name) {
        return object.object(name).requiredText(DEFAULT);
    }

    /** The default name, or null. */
    static String of(JsonObject object, String name) {
        JsonObject names = object.optionalObject(name);
        return names == null ? null : names.text(DEFAULT);
    }
}
