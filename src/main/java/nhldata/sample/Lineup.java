package nhldata.sample;

import java.util.ArrayList;
import java.util.List;

/**
 * Who dresses for one team in one game: twelve forwards and six defensemen, now and then eleven and seven, and two
 * goalies. Reserves take the places of the injured.
 *
 * @param skaters by sweater number, as box scores have them
 */
record Lineup(List<Dressed> skaters, Dressed starter, Dressed backup) {

    static Lineup of(Game game, Side side, Rosters rosters) {
        return new Selection(game, game.team(side), rosters).lineup();
    }

    /** The coach at work; the reserve is used up place by place. */
    private static final class Selection {
        private final Game game;
        private final Team team;
        private final Rosters rosters;
        private final List<Player> roster;
        private final Dice dice;
        private final List<Dressed> skaters = new ArrayList<>();
        private final List<Player> spareForwards = new ArrayList<>();
        private final List<Player> spareDefensemen = new ArrayList<>();

        Selection(Game game, Team team, Rosters rosters) {
            this.game = game;
            this.team = team;
            this.rosters = rosters;
            this.roster = rosters.of(team, game.date());
            this.dice = Dice.of("lineup", game.id(), team.index());
        }

        Lineup lineup() {
            for (int wing = 0; wing < 3; wing++) {
                spare(RosterPlace.forward(RosterPlace.LINES, wing), spareForwards);
            }
            for (int side = 0; side < 2; side++) {
                spare(RosterPlace.defenseman(RosterPlace.PAIRS, side), spareDefensemen);
            }
            boolean sevenDefensemen = dice.chance(0.05);
            for (int line = 0; line < RosterPlace.LINES; line++) {
                for (int wing = 0; wing < 3; wing++) {
                    if (!(sevenDefensemen && line == 3 && wing == 2)) {
                        Player player = fit(roster.get(RosterPlace.forward(line, wing)), line, spareForwards);
                        skaters.add(Dressed.forward(player, number(player), line, form(player)));
                    }
                }
            }
            for (int i = 0; i < RosterPlace.PAIRS * 2; i++) {
                Player player = fit(roster.get(RosterPlace.defenseman(i / 2, i % 2)), i / 2, spareDefensemen);
                skaters.add(Dressed.defenseman(player, number(player), i / 2, form(player)));
            }
            if (sevenDefensemen && !spareDefensemen.isEmpty()) {
                Player player = spareDefensemen.remove(0);
                skaters.add(Dressed.defenseman(player, number(player), RosterPlace.PAIRS, form(player)));
            }
            skaters.sort((one, other) -> Integer.compare(one.number(), other.number()));
            return withGoalies();
        }

        private void spare(int place, List<Player> spares) {
            Player player = roster.get(place);
            if (!player.injured(game.season(), game.date())) {
                spares.add(player);
            }
        }

        /** He, or a reserve where he is injured or, on the last line or pair, rested. */
        private Player fit(Player player, int unit, List<Player> spares) {
            boolean rested = unit >= 2 && dice.chance(0.12);
            if (spares.isEmpty() || !(rested || player.injured(game.season(), game.date()))) {
                return player;
            }
            for (Player spare : spares) {
                if (spare.position().equals(player.position())) {
                    spares.remove(spare);
                    return spare;
                }
            }
            return spares.remove(0);
        }

        private Lineup withGoalies() {
            List<Player> goalies = new ArrayList<>(roster.subList(RosterPlace.FIRST_GOALIE, RosterPlace.COUNT));
            goalies.sort((one, other) -> Boolean.compare(one.injured(game.season(), game.date()),
                    other.injured(game.season(), game.date())));
            int first = dice.chance(0.68) ? 0 : 1;
            return new Lineup(List.copyOf(skaters), goalie(goalies.get(first)), goalie(goalies.get(1 - first)));
        }

        private Dressed goalie(Player player) {
            return Dressed.goalie(player, number(player));
        }

        private int number(Player player) {
            return rosters.number(team, player);
        }

        private double form(Player player) {
            return player.form(game.season().startYear());
        }
    }
}
