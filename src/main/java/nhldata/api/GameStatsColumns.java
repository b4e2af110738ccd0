package nhldata.api;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The 70 columns of the CSV contract in their order, each with where its value comes from. They are listed here only. */
final class GameStatsColumns {

    /** A player's line together with the date on which his age counts. */
    record Cell(PlayerLine line, LocalDate gameDate) {
    }

    /** A column: its name and its value, which is a text, a number, a boolean or null. */
    record Column(String name, Function<Cell, Object> value) {
    }

    static final List<Column> ALL = all();

    private GameStatsColumns() { }

    private static List<Column> all() {
        List<Column> columns = new ArrayList<>();
        person(columns, "id", Person::id);
        add(columns, "player_jerseyNumber", cell -> cell.line.jerseyNumber());
        person(columns, "active", Person::active);
        person(columns, "alternateCaptain", Person::alternateCaptain);
        person(columns, "birthCity", Person::birthCity);
        person(columns, "birthCountry", Person::birthCountry);
        person(columns, "birthDate", Person::birthDate);
        person(columns, "birthStateProvince", Person::birthStateProvince);
        person(columns, "captain", Person::captain);
        add(columns, "player_person_currentAge", cell -> age(cell.line.person().birthDate(), cell.gameDate));
        add(columns, "player_person_currentTeam_id", cell -> cell.line.team().id());
        add(columns, "player_person_currentTeam_link", cell -> cell.line.team().link());
        add(columns, "player_person_currentTeam_name", cell -> cell.line.team().fullName());
        person(columns, "firstName", Person::firstName);
        person(columns, "fullName", Person::fullName);
        person(columns, "height", Person::height);
        person(columns, "lastName", Person::lastName);
        person(columns, "link", Person::link);
        person(columns, "nationality", Person::nationality);
        person(columns, "primaryNumber", Person::primaryNumber);
        position(columns, "player_person_primaryPosition_", cell -> cell.line.person().primaryPosition());
        person(columns, "rookie", Person::rookie);
        person(columns, "rosterStatus", Person::rosterStatus);
        person(columns, "shootsCatches", Person::shootsCatches);
        person(columns, "weight", Person::weight);
        position(columns, "player_position_", cell -> cell.line.position());
        goalie(columns, "assists", GoalieStats::assists);
        goalie(columns, "decision", GoalieStats::decision);
        goalie(columns, "evenSaves", GoalieStats::evenSaves);
        goalie(columns, "evenShotsAgainst", GoalieStats::evenShotsAgainst);
        goalie(columns, "evenStrengthSavePercentage", GoalieStats::evenStrengthSavePercentage);
        goalie(columns, "goals", GoalieStats::goals);
        goalie(columns, "pim", GoalieStats::pim);
        goalie(columns, "powerPlaySavePercentage", GoalieStats::powerPlaySavePercentage);
        goalie(columns, "powerPlaySaves", GoalieStats::powerPlaySaves);
        goalie(columns, "powerPlayShotsAgainst", GoalieStats::powerPlayShotsAgainst);
        goalie(columns, "savePercentage", GoalieStats::savePercentage);
        goalie(columns, "saves", GoalieStats::saves);
        goalie(columns, "shortHandedSavePercentage", GoalieStats::shortHandedSavePercentage);
        goalie(columns, "shortHandedSaves", GoalieStats::shortHandedSaves);
        goalie(columns, "shortHandedShotsAgainst", GoalieStats::shortHandedShotsAgainst);
        goalie(columns, "shots", GoalieStats::shots);
        goalie(columns, "timeOnIce", GoalieStats::timeOnIce);
        skater(columns, "assists", SkaterStats::assists);
        skater(columns, "blocked", SkaterStats::blocked);
        skater(columns, "evenTimeOnIce", SkaterStats::evenTimeOnIce);
        skater(columns, "faceOffPct", SkaterStats::faceOffPct);
        skater(columns, "faceOffWins", SkaterStats::faceOffWins);
        skater(columns, "faceoffTaken", SkaterStats::faceoffTaken);
        skater(columns, "giveaways", SkaterStats::giveaways);
        skater(columns, "goals", SkaterStats::goals);
        skater(columns, "hits", SkaterStats::hits);
        skater(columns, "penaltyMinutes", SkaterStats::penaltyMinutes);
        skater(columns, "plusMinus", SkaterStats::plusMinus);
        skater(columns, "powerPlayAssists", SkaterStats::powerPlayAssists);
        skater(columns, "powerPlayGoals", SkaterStats::powerPlayGoals);
        skater(columns, "powerPlayTimeOnIce", SkaterStats::powerPlayTimeOnIce);
        skater(columns, "shortHandedAssists", SkaterStats::shortHandedAssists);
        skater(columns, "shortHandedGoals", SkaterStats::shortHandedGoals);
        skater(columns, "shortHandedTimeOnIce", SkaterStats::shortHandedTimeOnIce);
        skater(columns, "shots", SkaterStats::shots);
        skater(columns, "takeaways", SkaterStats::takeaways);
        skater(columns, "timeOnIce", SkaterStats::timeOnIce);
        add(columns, "side", cell -> cell.line.side().label());
        return List.copyOf(columns);
    }

    private static void add(List<Column> columns, String name, Function<Cell, Object> value) {
        columns.add(new Column(name, value));
    }

    private static void person(List<Column> columns, String name, Function<Person, Object> value) {
        add(columns, "player_person_" + name, cell -> value.apply(cell.line.person()));
    }

    private static void position(List<Column> columns, String prefix, Function<Cell, Position> position) {
        add(columns, prefix + "abbreviation", cell -> orNull(position.apply(cell), Position::abbreviation));
        add(columns, prefix + "code", cell -> orNull(position.apply(cell), Position::code));
        add(columns, prefix + "name", cell -> orNull(position.apply(cell), Position::name));
        add(columns, prefix + "type", cell -> orNull(position.apply(cell), Position::type));
    }

    private static void goalie(List<Column> columns, String name, Function<GoalieStats, Object> value) {
        add(columns, "player_stats_goalieStats_" + name, cell -> orNull(cell.line.goalie(), value));
    }

    private static void skater(List<Column> columns, String name, Function<SkaterStats, Object> value) {
        add(columns, "player_stats_skaterStats_" + name, cell -> orNull(cell.line.skater(), value));
    }

    private static <T> Object orNull(T of, Function<? super T, ?> value) {
        return of == null ? null : value.apply(of);
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
