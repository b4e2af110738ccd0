package nhldata.nhl;

import java.time.LocalDate;

/** Name and bio of a statsapi player; in feed/live without the bio. */
final class StatsApiPerson {
    private static final Fields PERSON = Fields
            .always("id", "fullName", "link", "shootsCatches", "rosterStatus")
            .sometimes("firstName", "lastName", "primaryNumber", "birthDate", "currentAge", "birthCity", "birthStateProvince",
                    "birthCountry", "nationality", "height", "weight", "active", "alternateCaptain", "captain", "rookie",
                    "currentTeam", "primaryPosition");
    private static final Fields POSITION = Fields.always("code", "name", "type", "abbreviation");

    private StatsApiPerson() { }

    /** @param day of the game that the player took part in */
    static Person read(JsonObject person, LocalDate day) {
        person.compareWith(PERSON);
        String birthDate = person.text("birthDate");
        Contradictions.birthDate(person, birthDate, day);
        return new Person(person.requiredInteger("id", 1), person.requiredText("fullName"),
                person.text("firstName"), person.text("lastName"), person.text("link"), SweaterNumber.of(person, "primaryNumber"),
                birthDate, person.text("birthCity"), person.text("birthStateProvince"),
                person.text("birthCountry"), person.text("nationality"), person.text("height"), person.integer("weight", 1),
                person.bool("active"), person.bool("alternateCaptain"), person.bool("captain"), person.bool("rookie"),
                person.text("shootsCatches"), person.text("rosterStatus"), position(person.optionalObject("primaryPosition")));
    }

    /** All four forms as in the document; for a scratch they are N/A, Unknown, Unknown, N/A. */
    static Position position(JsonObject position) {
        if (position == null) {
            return null;
        }
        position.compareWith(POSITION);
        return new Position(position.text("code"), position.text("name"), position.text("type"), position.text("abbreviation"));
    }
}
