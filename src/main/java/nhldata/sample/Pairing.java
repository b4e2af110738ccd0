package nhldata.sample;

import java.util.ArrayList;
import java.util.List;

/** Who visits whom. */
record Pairing(Team away, Team home) {
    private static final int DIVISION = 8;

    /** As many games for each team as its era played. */
    static List<Pairing> ofRegularSeason(Season season) {
        int games = season.era().games();
        return games == 82 ? ofDivisions(season) : ofRounds(season, games);
    }

    /** In each round everybody plays once; after 31 of them everybody has met everybody, and they meet at the other's. */
    private static List<Pairing> ofRounds(Season season, int rounds) {
        List<Team> order = divisionsShuffled(season);
        int circle = Teams.COUNT - 1;
        List<Pairing> pairings = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < circle; i++) {
                int j = Math.floorMod(round - i, circle);
                if (i <= j) {
                    boolean otherAtHome = (i == j ? i : j - i) % 2 == round / circle % 2;
                    Team one = order.get(i);
                    Team other = order.get(i == j ? circle : j);
                    pairings.add(otherAtHome ? new Pairing(one, other) : new Pairing(other, one));
                }
            }
        }
        return pairings;
    }

    /**
     * The 1,312 games of a regular season, 41 at home and 41 away for each team: two against each team of the other
     * conference, three against the other division of the same one, four against each team of the division but two, who
     * are met three times.
     */
    private static List<Pairing> ofDivisions(Season season) {
        List<Team> order = divisionsShuffled(season);
        List<Pairing> pairings = new ArrayList<>();
        for (int i = 0; i < Teams.COUNT; i++) {
            for (int j = 0; j < Teams.COUNT; j++) {
                if (i != j) {
                    for (int n = visits(i, j); n > 0; n--) {
                        pairings.add(new Pairing(order.get(i), order.get(j)));
                    }
                }
            }
        }
        return pairings;
    }

    /** How often the i-th team is the guest of the j-th. */
    private static int visits(int i, int j) {
        if (i / 16 != j / 16) {
            return 1;
        }
        if (i / DIVISION != j / DIVISION) {
            boolean firstDivisionHasThird = (i + j) % 2 == 0;
            return firstDivisionHasThird == (i < j) ? 1 : 2;
        }
        boolean neighbourInCircle = (i + 1) % DIVISION == j % DIVISION;
        return neighbourInCircle ? 1 : 2;
    }

    private static List<Team> divisionsShuffled(Season season) {
        Dice dice = Dice.of("pairings", season.startYear());
        List<Team> order = new ArrayList<>();
        for (int from = 0; from < Teams.COUNT; from += DIVISION) {
            List<Team> division = new ArrayList<>(Teams.ALL.subList(from, from + DIVISION));
            dice.shuffle(division);
            order.addAll(division);
        }
        return order;
    }
}
