package nhldata.nhl;

/**
 * A player's bio; null means unknown. Age and current team are not part of it: both are taken as of the game
 * (see {@link GameStatsCsv}), not as of the day the document was fetched. Height is in feet and inches ({@code 6' 1"}), weight
 * in pounds, birthDate ISO.
 */
public record Person(int id, String fullName, String firstName, String lastName, String link, Integer primaryNumber,
                     String birthDate, String birthCity, String birthStateProvince, String birthCountry, String nationality,
                     String height, Integer weight, Boolean active, Boolean alternateCaptain, Boolean captain, Boolean rookie,
                     String shootsCatches, String rosterStatus, Position primaryPosition) {

    /** A player of whom only the short name of the box score is known, such as "M. Hoffman". */
    static Person withShortName(int id, String fullName) {
        return new Person(id, fullName, null, null, null, null, null, null, null, null, null,
                null, null, null, null, null, null, null, null, null);
    }

    /**
     * This person with missing values taken from the bio. Values of the box score win, except its short name, which the
     * full name of the bio replaces. A bio that is null or of another player changes nothing.
     */
    Person mergedWith(Person bio) {
        if (bio == null || bio.id != id) {
            return this;
        }
        return new Person(id,
                firstName == null ? first(bio.fullName, fullName) : first(fullName, bio.fullName),
                first(firstName, bio.firstName), first(lastName, bio.lastName), first(link, bio.link),
                first(primaryNumber, bio.primaryNumber), first(birthDate, bio.birthDate), first(birthCity, bio.birthCity),
                first(birthStateProvince, bio.birthStateProvince), first(birthCountry, bio.birthCountry),
                first(nationality, bio.nationality), first(height, bio.height), first(weight, bio.weight),
                first(active, bio.active), first(alternateCaptain, bio.alternateCaptain), first(captain, bio.captain),
                first(rookie, bio.rookie), first(shootsCatches, bio.shootsCatches), first(rosterStatus, bio.rosterStatus),
                first(primaryPosition, bio.primaryPosition));
    }

    private static <T> T first(T one, T other) {
        return one != null ? one : other;
    }
}
