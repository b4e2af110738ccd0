package nhldata.nhl;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * A complete, final box score, whatever generation it came from. Players are in a fixed order, away before home and then by
 * id, each id once, so that the same document always gives the same rows.
 *
 * @param shootout was it decided by one; null where the document does not say
 * @param occasion where and when it was played, and how long
 */
public record Boxscore(GameKey game, DocumentShape shape, TeamScore away, TeamScore home, Boolean shootout,
                       Occasion occasion, List<PlayerStats> players, List<Drift> drift) {

    private static final Comparator<PlayerStats> ORDER =
            Comparator.comparing(PlayerStats::side).thenComparingInt(line -> line.person().id());

    public Boxscore {
        players = players.stream().sorted(ORDER).toList();
        drift = List.copyOf(drift);
    }

    /** Of the game alone: Camel asks for it at each property that an expression names, and all lines took a noticeable share of a backfill. */
    @Override
    public int hashCode() {
        return game.hashCode();
    }

    public int awayScore() {
        return away.score();
    }

    public int homeScore() {
        return home.score();
    }

    /** How many lines there are, one for each player. */
    public int lines() {
        return players.size();
    }

    /** True if the document itself carries the biographies (statsapi), so that nothing needs to be fetched for it. */
    public boolean hasBios() {
        return shape == DocumentShape.STATSAPI;
    }

    /** The rosters that hold the biographies of this game's players; empty for a team whose abbreviation is not known. */
    public Set<RosterKey> rosters() {
        Set<RosterKey> keys = new LinkedHashSet<>();
        for (TeamScore line : List.of(away, home)) {
            if (RosterKey.isAbbreviation(line.team().abbreviation())) {
                keys.add(new RosterKey(line.team().abbreviation(), game.season()));
            }
        }
        return keys;
    }

    /**
     * This box score with each player's person completed by what {@code bios} has for his id. Where it has nothing (null)
     * the box score's short name stays as the full name.
     */
    public Boxscore withBios(IntFunction<Person> bios) {
        List<PlayerStats> completed = players.stream()
                .map(line -> line.withPerson(line.person().completedBy(bios.apply(line.person().id()))))
                .toList();
        return new Boxscore(game, shape, away, home, shootout, occasion, completed, drift);
    }
}
