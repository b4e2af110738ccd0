package nhldata.nhl;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The 70 columns of the CSV contract in their order, each with the source of its value. This is the only list of them. */
final class GameStatsColumns {

    /** A player's statistics of a game, and the date of the game, on which his age is computed. */
    record PlayerGame(PlayerStats player, LocalDate date) {
    }

    /** A column: its name and its value, which is a string, a number, a boolean or null. */
    record Column<T>(String name, Function<T, Object> value) {
    }

    /**
     * Adjacent columns that come from the same part of a player's statistics. All of them are NULL if the part is absent, such as the
     * goalie statistics of a skater.
     */
    record Part<T>(String prefix, Function<PlayerGame, T> of, List<Column<T>> columns) {

        Part(String prefix, Function<PlayerGame, T> of) {
            this(prefix, of, List.of());
        }

        Part<T> column(String name, Function<T, Object> value) {
            return new Part<>(prefix, of, Stream.concat(columns.stream(), Stream.of(new Column<>(prefix + name, value))).toList());
        }
    }

    static final List<Part<?>> PARTS = List.of(
            person()
                    .column("id", Person::id),
            playerGame()
                    .column("jerseyNumber", row -> row.player.jerseyNumber()),
            person()
                    .column("active", Person::active)
                    .column("alternateCaptain", Person::alternateCaptain)
                    .column("birthCity", Person::birthCity)
                    .column("birthCountry", Person::birthCountry)
                    .column("birthDate", Person::birthDate)
                    .column("birthStateProvince", Person::birthStateProvince)
                    .column("captain", Person::captain),
            playerGame()
                    .column("person_currentAge", row -> age(row.player.person().birthDate(), row.date))
                    .column("person_currentTeam_id", row -> row.player.team().id())
                    .column("person_currentTeam_link", row -> row.player.team().link())
                    .column("person_currentTeam_name", row -> row.player.team().fullName()),
            person()
                    .column("firstName", Person::firstName)
                    .column("fullName", Person::fullName)
                    .column("height", Person::height)
                    .column("lastName", Person::lastName)
                    .column("link", Person::link)
                    .column("nationality", Person::nationality)
                    .column("primaryNumber", Person::primaryNumber),
            position("player_person_primaryPosition_", row -> row.player.person().primaryPosition()),
            person()
                    .column("rookie", Person::rookie)
                    .column("rosterStatus", Person::rosterStatus)
                    .column("shootsCatches", Person::shootsCatches)
                    .column("weight", Person::weight),
            position("player_position_", row -> row.player.position()),
            new Part<>("player_stats_goalieStats_", row -> row.player.goalie())
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
            new Part<>("player_stats_skaterStats_", row -> row.player.skater())
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
            new Part<>("", row -> row.player.side())
                    .column("side", Side::label));

    private GameStatsColumns() { }

    private static Part<PlayerGame> playerGame() {
        return new Part<>("player_", row -> row);
    }

    private static Part<Person> person() {
        return new Part<>("player_person_", row -> row.player.person());
    }

    private static Part<Position> position(String prefix, Function<PlayerGame, Position> of) {
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

    /** As {@link LocalDate#parse}, whose formatter costs as much as ten other columns; plain yyyy-mm-dd is parsed without it. */
    static LocalDate date(String iso) {
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
