package nhldata.sample;

import java.util.ArrayList;
import java.util.List;

/** Two teams that play each other. */
record Matchup(Team away, Team home) {
    private static final int DIVISION = 8;

    /** As many for each team as its era played. */
    static List<Matchup> ofRegularSeason(Season season) {
        SeededRandom random = new SeededRandom("pairings", season.startYear());
        List<Team> teams = new ArrayList<>(Team.ALL);
        for (int from = 0; from < Team.COUNT; from += DIVISION) {
            random.shuffle(teams.subList(from, from + DIVISION));
        }
        int games = season.era().games();
        return games == 82 ? byDivision(teams) : roundRobin(teams, games);
    }

    /** Each team plays once a round and has met every other one after 31 rounds; the next time they meet at the other's arena. */
    private static List<Matchup> roundRobin(List<Team> teams, int rounds) {
        int circle = Team.COUNT - 1;
        List<Matchup> matchups = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < circle; i++) {
                int j = Math.floorMod(round - i, circle);
                if (i <= j) {
                    Team one = teams.get(i);
                    Team other = teams.get(i == j ? circle : j);
                    boolean otherAtHome = (i == j ? i : j - i) % 2 == round / circle % 2;
                    matchups.add(otherAtHome ? new Matchup(one, other) : new Matchup(other, one));
                }
            }
        }
        return matchups;
    }

    /**
     * The 82 games of today, 41 at home and 41 away: two against each team of the other conference, three against the other
     * division of the same one, four against each team of the division but two, which are met three times.
     */
    private static List<Matchup> byDivision(List<Team> teams) {
        List<Matchup> matchups = new ArrayList<>();
        for (int i = 0; i < Team.COUNT; i++) {
            for (int j = 0; j < Team.COUNT; j++) {
                for (int n = i == j ? 0 : visits(i, j); n > 0; n--) {
                    matchups.add(new Matchup(teams.get(i), teams.get(j)));
                }
            }
        }
        return matchups;
    }

    /** How often the i-th team plays at the arena of the j-th. */
    private static int visits(int i, int j) {
        if (i / 16 != j / 16) {
            return 1;
        }
        if (i / DIVISION != j / DIVISION) {
            return ((i + j) % 2 == 0) == (i < j) ? 1 : 2;
        }
        return (i + 1) % DIVISION == j % DIVISION ? 1 : 2;
    }
}
