package nhldata.nhl;

/**
 * A biography of api-web, from a roster or a player's page. A field that is missing, of another type or unfit for its
 * column is null: a biography never fails a game. Nationality, captaincy, rookie and roster status are in neither.
 */
final class ApiWebBio {
    private static final int INCHES_PER_FOOT = 12;

    private ApiWebBio() { }

    /** The fields of id and position are named differently in the two documents. */
    static Person read(JsonObject player, String idField, String positionField) {
        String first = name(player, "firstName");
        String last = name(player, "lastName");
        return new Person(player.requiredInteger(idField, 1), fullName(first, last), first, last, null,
                SweaterNumber.of(player, "sweaterNumber"), text(player, "birthDate"), name(player, "birthCity"),
                name(player, "birthStateProvince"), text(player, "birthCountry"), null,
                height(player.integer("heightInInches", 1)), player.integer("weightInPounds", 1), player.bool("isActive"),
                null, null, null, text(player, "shootsCatches"), null, Position.ofCode(text(player, positionField)));
    }

    private static String fullName(String first, String last) {
        String full = first == null || last == null ? null : first + " " + last;
        return full == null || TextColumn.whyUnfit(full) != null ? null : full;
    }

    /** As statsapi writes it: {@code 6' 1"}. */
    private static String height(Integer inches) {
        return inches == null ? null : inches / INCHES_PER_FOOT + "' " + inches % INCHES_PER_FOOT + "\"";
    }

    private static String name(JsonObject player, String field) {
        JsonObject names = player.optionalObject(field);
        return names == null ? null : text(names, "default");
    }

    private static String text(JsonObject object, String field) {
        String text = object.isText(field) ? TextColumn.normalized(object.scalar(field)) : "";
        return text.isEmpty() || TextColumn.whyUnfit(text) != null ? null : text;
    }
}
