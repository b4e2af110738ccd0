package nhldata.sample;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A team in one game: twelve forwards and six defensemen, now and then eleven and seven, and two goalies. Reserves take the
 * places of the injured.
 */
final class TeamStats {
    private static final int RESERVE_LINE = 12;
    private static final int RESERVE_PAIR = 21;
    private static final int PENALTY_SECONDS = 105;
    private final Game game;
    private final List<Player> roster;
    private final SeededRandom lineup;
    /** By sweater number, as in box scores. */
    final List<SkaterStats> skaters = new ArrayList<>();
    /** The starter first. */
    final List<Player> goalies;
    /** Two-minute penalties, each of which gives the opponent a power play. */
    int minors;

    TeamStats(Game game, Team team, Rosters rosters) {
        this.game = game;
        roster = rosters.of(team, game.date());
        lineup = new SeededRandom("lineup", game.id(), team.index());
        List<Player> spareForwards = healthy(RESERVE_LINE, Rosters.FIRST_DEFENSEMAN);
        List<Player> spareDefensemen = healthy(RESERVE_PAIR, Rosters.FIRST_GOALIE);
        boolean sevenDefensemen = lineup.chance(0.05);
        for (int spot = 0; spot < (sevenDefensemen ? RESERVE_LINE - 1 : RESERVE_LINE); spot++) {
            add(playerOrSpare(spot, spareForwards), Rosters.unit(spot), team, rosters);
        }
        for (int spot = Rosters.FIRST_DEFENSEMAN; spot < RESERVE_PAIR; spot++) {
            add(playerOrSpare(spot, spareDefensemen), Rosters.unit(spot), team, rosters);
        }
        if (sevenDefensemen && !spareDefensemen.isEmpty()) {
            add(spareDefensemen.get(0), Rosters.unit(RESERVE_PAIR), team, rosters);
        }
        skaters.sort(Comparator.comparingInt(skater -> skater.number));
        List<Player> available = roster.subList(Rosters.FIRST_GOALIE, Rosters.SIZE).stream()
                .sorted(Comparator.comparing(this::isInjured)).toList();
        int first = lineup.chance(0.68) ? 0 : 1;
        goalies = List.of(available.get(first), available.get(1 - first));
    }

    private boolean isInjured(Player player) {
        return player.injured(game.season(), game.date());
    }

    private List<Player> healthy(int from, int to) {
        return roster.subList(from, to).stream().filter(player -> !isInjured(player)).collect(Collectors.toList());
    }

    /** A reserve, of the same position if possible, for the injured and now and then for a player of the last lines and pairs. */
    private Player playerOrSpare(int spot, List<Player> spares) {
        Player player = roster.get(spot);
        boolean rested = Rosters.unit(spot) >= 2 && lineup.chance(0.12);
        if (spares.isEmpty() || !rested && !isInjured(player)) {
            return player;
        }
        Player spare = spares.stream().filter(one -> one.position().equals(player.position())).findFirst().orElse(spares.get(0));
        spares.remove(spare);
        return spare;
    }

    private void add(Player player, int unit, Team team, Rosters rosters) {
        skaters.add(new SkaterStats(player, rosters.number(team, player), unit, player.form(game.season().startYear())));
    }

    int shots() {
        return skaters.stream().mapToInt(skater -> skater.shots).sum();
    }

    /** The length of the game for five skaters (three in overtime, except in playoffs), less the time in the penalty box. */
    void drawIceTime(SeededRandom random) {
        int overtime = (game.type() == Game.Type.PLAYOFF ? 5 : 3) * (game.score().seconds() - Score.REGULATION);
        int total = 5 * Score.REGULATION + overtime - PENALTY_SECONDS * minors;
        double[] shares = skaters.stream().mapToDouble(skater -> skater.minutes * random.between(0.9, 1.1)).toArray();
        double sum = 0;
        for (double share : shares) {
            sum += share;
        }
        for (int i = 0; i < shares.length; i++) {
            SkaterStats skater = skaters.get(i);
            skater.seconds = (int) (total * shares[i] / sum);
            skater.shifts = skater.seconds / random.between(41, 52);
        }
    }

    /** Hits, blocked shots, giveaways, takeaways and face-offs. */
    void drawOther(SeededRandom random) {
        for (SkaterStats skater : skaters) {
            boolean forward = skater.player.forward();
            double part = skater.seconds / 1000.0;
            skater.hits = random.poisson(1.15 * part);
            skater.blockedShots = random.poisson((forward ? 0.5 : 1.3) * part);
            skater.giveaways = random.poisson(0.45 * part);
            skater.takeaways = random.poisson(0.3 * part);
            if (skater.player.position().equals("C")) {
                skater.faceoffsTaken = random.poisson(13 * part);
            } else if (forward && random.chance(0.3)) {
                skater.faceoffsTaken = random.between(1, 3);
            }
            double strength = 0.46 + skater.player.id() % 9 / 100.0;
            for (int i = 0; i < skater.faceoffsTaken; i++) {
                skater.faceoffsWon += random.chance(strength) ? 1 : 0;
            }
        }
    }
}
