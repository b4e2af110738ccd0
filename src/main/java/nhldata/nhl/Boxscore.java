package nhldata.nhl;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * A complete, final box score, independent of the format it came in. Players are in a fixed order, away before home and then by
 * id, each id once, so that the same document always gives the same rows.
 *
 * @param shootout whether the game was decided by a shootout; null if the document does not say
 * @param occasion where and when it was played, and how long
 */
public record Boxscore(GameKey game, DocumentFormat format, TeamScore away, TeamScore home, Boolean shootout,
                       Occasion occasion, List<PlayerStats> players, List<Drift> drift) {

    private static final Comparator<PlayerStats> ORDER =
            Comparator.comparing(PlayerStats::side).thenComparingInt(player -> player.person().id());

    public Boxscore {
        players = players.stream().sorted(ORDER).toList();
        drift = List.copyOf(drift);
    }

    /** Of the game only: Camel calls it for each property that an expression names, and hashing all players took a noticeable share of a backfill. */
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

    /** Number of rows, one per player. */
    public int rowCount() {
        return players.size();
    }

    /** True if the document itself contains the bios (statsapi), so that none needs to be fetched. */
    public boolean hasBios() {
        return format == DocumentFormat.STATSAPI;
    }

    /** The rosters with the bios of this game's players; a team without a known abbreviation has none. */
    public Set<RosterKey> rosters() {
        Set<RosterKey> keys = new LinkedHashSet<>();
        for (TeamScore score : List.of(away, home)) {
            if (RosterKey.isAbbreviation(score.team().abbreviation())) {
                keys.add(new RosterKey(score.team().abbreviation(), game.season()));
            }
        }
        return keys;
    }

    /**
     * This box score with each player's person completed from {@code bios} by player id. For a player without a bio (null)
     * the short name of the box score stays the full name.
     */
    public Boxscore withBios(IntFunction<Person> bios) {
        List<PlayerStats> completed = players.stream()
                .map(player -> player.withPerson(player.person().mergedWith(bios.apply(player.person().id()))))
                .toList();
        return new Boxscore(game, format, away, home, shootout, occasion, completed, drift);
    }
}
