package nhldata.nhl;

/** A team in a game: the NHL's id, "FLA", "Florida Panthers" and the statsapi link (null in api-web, which has no such links). */
public record Team(Integer id, String abbreviation, String fullName, String link) {

    public Team(Integer id, String abbreviation, String fullName) {
        this(id, abbreviation, fullName, null);
    }
}
