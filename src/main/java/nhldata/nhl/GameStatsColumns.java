package nhldata.nhl;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The 70 columns of the CSV contract in their order, each with where its value comes from. They are listed here only. */
final class GameStatsColumns {

    /** A player's line together with the date on which his age counts. */
    record Cell(PlayerStats line, LocalDate gameDate) {
    }

    /** A column: its name and its value, which is a text, a number, a boolean or null. */
    record Column<T>(String name, Function<T, Object> value) {
    }

    /**
     * Columns that stand next to each other and come from the same part of a line. All of them are NULL where a line lacks the part, as a
     * skater's does the goalie's statistics.
     */
    record Part<T>(String prefix, Function<Cell, T> of, List<Column<T>> columns) {

        Part(String prefix, Function<Cell, T> of) {
            this(prefix, of, List.of());
        }

        Part<T> column(String name, Function<T, Object> value) {
            return new Part<>(prefix, of, Stream.concat(columns.stream(), Stream.of(new Column<>(prefix + name, value))).toList());
        }
    }

    static final List<Part<?>> PARTS = List.of(
            person()
                    .column("id", Person::id),
            line()
                    .column("jerseyNumber", cell -> cell.line.jerseyNumber()),
            person()
                    .column("active", Person::active)
                    .column("alternateCaptain", Person::alternateCaptain)
                    .column("birthCity", Person::birthCity)
                    .column("birthCountry", Person::birthCountry)
                    .column("birthDate", Person::birthDate)
                    .column("birthStateProvince", Person::birthStateProvince)
                    .column("captain", Person::captain),
            line()
                    .column("person_currentAge", cell -> age(cell.line.person().birthDate(), cell.gameDate))
                    .column("person_currentTeam_id", cell -> cell.line.team().id())
                    .column("person_currentTeam_link", cell -> cell.line.team().link())
                    .column("person_currentTeam_name", cell -> cell.line.team().fullName()),
            person()
                    .column("firstName", Person::firstName)
                    .column("fullName", Person::fullName)
                    .column("height", Person::height)
                    .column("lastName", Person::lastName)
                    .column("link", Person::link)
                    .column("nationality", Person::nationality)
                    .column("primaryNumber", Person::primaryNumber),
            position("player_person_primaryPosition_", cell -> cell.line.person().primaryPosition()),
            person()
                    .column("rookie", Person::rookie)
                    .column("rosterStatus", Person::rosterStatus)
                    .column("shootsCatches", Person::shootsCatches)
                    .column("weight", Person::weight),
            position("player_position_", cell -> cell.line.position()),
            new Part<>("player_stats_goalieStats_", cell -> cell.line.goalie())
                    .column("assists", GoalieStats::assists)
                    .column("decision", GoalieStats::decision)
                    .column("evenSaves", GoalieStats::evenSaves)
                    .column("evenShotsAgainst", GoalieStats::evenShotsAgainst)
                    .column("evenStrengthSavePercentage", GoalieStats::evenStrengthSavePercentage)
                    .column("goals", GoalieStats::goals)
                    .column("pim", GoalieStats::pim)
                    .column("powerPlaySavePercentage", GoalieStats::powerPlaySavePercentage)
                    .column("powerPlaySaves", GoalieStats::powerPlaySaves)
                    .column("powerPlayShotsAgainst", GoalieStats::powerPlayShotsAgainst)
                    .column("savePercentage", GoalieStats::savePercentage)
                    .column("saves", GoalieStats::saves)
                    .column("shortHandedSavePercentage", GoalieStats::shortHandedSavePercentage)
                    .column("shortHandedSaves", GoalieStats::shortHandedSaves)
                    .column("shortHandedShotsAgainst", GoalieStats::shortHandedShotsAgainst)
                    .column("shots", GoalieStats::shots)
                    .column("timeOnIce", GoalieStats::timeOnIce),
            new Part<>("player_stats_skaterStats_", cell -> cell.line.skater())
                    .column("assists", SkaterStats::assists)
                    .column("blocked", SkaterStats::blocked)
                    .column("evenTimeOnIce", SkaterStats::evenTimeOnIce)
                    .column("faceOffPct", SkaterStats::faceOffPct)
                    .column("faceOffWins", SkaterStats::faceOffWins)
                    .column("faceoffTaken", SkaterStats::faceoffTaken)
                    .column("giveaways", SkaterStats::giveaways)
                    .column("goals", SkaterStats::goals)
                    .column("hits", SkaterStats::hits)
                    .column("penaltyMinutes", SkaterStats::penaltyMinutes)
                    .column("plusMinus", SkaterStats::plusMinus)
                    .column("powerPlayAssists", SkaterStats::powerPlayAssists)
                    .column("powerPlayGoals", SkaterStats::powerPlayGoals)
                    .column("powerPlayTimeOnIce", SkaterStats::powerPlayTimeOnIce)
                    .column("shortHandedAssists", SkaterStats::shortHandedAssists)
                    .column("shortHandedGoals", SkaterStats::shortHandedGoals)
                    .column("shortHandedTimeOnIce", SkaterStats::shortHandedTimeOnIce)
                    .column("shots", SkaterStats::shots)
                    .column("takeaways", SkaterStats::takeaways)
                    .column("timeOnIce", SkaterStats::timeOnIce),
            new Part<>("", cell -> cell.line.side())
                    .column("side", Side::label));

    private GameStatsColumns() { }

    private static Part<Cell> line() {
        return new Part<>("player_", cell -> cell);
    }

    private static Part<Person> person() {
        return new Part<>("player_person_", cell -> cell.line.person());
    }

    private static Part<Position> position(String prefix, Function<Cell, Position> of) {
        return new Part<>(prefix, of).column("abbreviation", Position::abbreviation).column("code", Position::code)
                .column("name", Position::name).column("type", Position::type);
    }

    /** Whole years on the date of the game, so that a later fetch of the same game gives the same row. */
    private static Integer age(String birthDate, LocalDate gameDate) {
        if (birthDate == null) {
            return null;
        }
        try {
            Period age = Period.between(date(birthDate), gameDate);
            return age.isNegative() ? null : age.getYears();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** As {@link LocalDate#parse}, whose formatter costs as much as ten other columns: not needed for four, two and two digits. */
    private static LocalDate date(String iso) {
        boolean plain = iso.length() == "yyyy-mm-dd".length();
        for (int i = 0; plain && i < iso.length(); i++) {
            char c = iso.charAt(i);
            plain = i == 4 || i == 7 ? c == '-' : c >= '0' && c <= '9';
        }
        return plain ? LocalDate.of(number(iso, 0, 4), number(iso, 5, 7), number(iso, 8, 10)) : LocalDate.parse(iso);
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
