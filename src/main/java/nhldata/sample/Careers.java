package nhldata.sample;

import java.time.LocalDate;
import java.util.Optional;
import nhldata.sample.Origins.Origin;

/**
 * Every player there ever was or will be, computed from his id alone. A lineage is a chain of players, each following
 * the one before when he retires; there is one lineage for each place of each team's roster, so that the league is
 * always complete. Lineages, not players, are what teams trade.
 */
final class Careers {
    /** The NHL's ids begin with 8; these will not meet them. */
    static final int FIRST_ID = 9_000_000;
    static final int LINEAGES = Teams.COUNT * RosterPlace.COUNT;
    private static final int PLAYERS_PER_LINEAGE = 64;
    private static final int DAWN = 1950;

    private Careers() {
    }

    static int idOf(int lineage, int startYear) {
        int years = years(lineage);
        int generation = (startYear - DAWN + phase(lineage, years)) / years;
        return FIRST_ID + lineage * PLAYERS_PER_LINEAGE + generation;
    }

    static int lineageOf(int playerId) {
        return (playerId - FIRST_ID) / PLAYERS_PER_LINEAGE;
    }

    /** Empty for an id that is not of this league; the first and last seasons may lie outside those that exist. */
    static Optional<Player> find(int playerId) {
        boolean known = playerId >= FIRST_ID && playerId < FIRST_ID + LINEAGES * PLAYERS_PER_LINEAGE;
        return known ? Optional.of(player(playerId)) : Optional.empty();
    }

    static Player player(int id) {
        int lineage = lineageOf(id);
        int generation = (id - FIRST_ID) % PLAYERS_PER_LINEAGE;
        int place = lineage % RosterPlace.COUNT;
        int years = years(lineage);
        int firstSeason = DAWN + generation * years - phase(lineage, years);

        Dice dice = Dice.of("player", id);
        Origin origin = Origins.draw(dice);
        var city = dice.pick(origin.cities());
        String position = RosterPlace.position(place);
        int height = dice.between(70, 76) + (position.equals("C") || position.equals("L") || position.equals("R") ? 0 : 1);
        int age = RosterPlace.rank(place) == 0 ? dice.between(18, 21) : dice.between(19, 24);
        LocalDate birthDate = LocalDate.of(firstSeason - age, 1, 1).plusDays(dice.below(270));
        return new Player(id, dice.pick(origin.first()), dice.pick(origin.last()), position, birthDate, city.get(0),
                city.size() > 1 ? city.get(1) : null, origin.country(), dice.chance(0.63) ? "L" : "R", height,
                height * 6 - 240 + dice.between(-12, 18), firstSeason, firstSeason + years - 1, skill(dice, place),
                position.equals("G") ? dice.between(29, 41) : dice.between(2, 98));
    }

    /** Stars are rare and play on the first two lines and the first pair. */
    private static double skill(Dice dice, int place) {
        double skill = dice.between(0.75, 1.2);
        boolean star = RosterPlace.rank(place) < 2 && dice.chance(0.16);
        return star ? skill * dice.between(1.15, 1.34) : skill;
    }

    private static int years(int lineage) {
        return Dice.of("career", lineage).between(5, 14);
    }

    private static int phase(int lineage, int years) {
        return Dice.of("phase", lineage).below(years);
    }
}
