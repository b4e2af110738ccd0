package nhldata.nhl;

import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * A bio of api-web, from a roster or a player's landing page. A field that is missing, of another type or not valid for its
 * column is null: a bio never fails a game. Neither document has nationality, captaincy, rookie or roster status.
 */
final class ApiWebBio {
    private static final int INCHES_PER_FOOT = 12;

    private ApiWebBio() { }

    /** Reads a player; the two documents name the fields of id and position differently. */
    static Person read(JsonObject player, String idField, String positionField) {
        String first = name(player, "firstName");
        String last = name(player, "lastName");
        String birthDate = text(player, "birthDate");
        Contradictions.birthDate(player, birthDate, LocalDate.now(ZoneOffset.UTC));
        return new Person(player.requiredInteger(idField, 1), fullName(first, last), first, last, null,
                SweaterNumber.of(player, "sweaterNumber"), birthDate, name(player, "birthCity"),
                name(player, "birthStateProvince"), text(player, "birthCountry"), null,
                height(player.integer("heightInInches", 1)), player.integer("weightInPounds", 1), player.bool("isActive"),
                null, null, null, text(player, "shootsCatches"), null, Position.ofCode(text(player, positionField)));
    }

    private static String fullName(String first, String last) {
        String full = first == null || last == null ? null : first + " " + last;
        return full == null || TextColumn.violation(full) != null ? null : full;
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
        return text.isEmpty() || TextColumn.violation(text) != null ? null : text;
    }
}
