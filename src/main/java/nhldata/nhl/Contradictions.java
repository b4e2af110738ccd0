package nhldata.nhl;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Reports, as drift, what a final box score contradicts itself in although its goals add up to the score ({@link ScoreCheck}). Nothing is
 * rejected or changed: which of the two values is wrong is unknown, and the league corrects its documents. No document of the recorded
 * seasons has any of these contradictions.
 */
final class Contradictions {
    private static final int PLAYOFFS = 3;
    private static final int PERIOD_SECONDS = 20 * 60;
    private static final int REGULATION_PERIODS = 3;
    private static final int SHOOTOUT_PERIOD = 5;
    private static final int MOST_PERIODS = 9;
    private static final int OVERTIME_SECONDS = 5 * 60;
    /** The last season in which overtime of a regular-season game lasted up to twenty minutes. */
    private static final String LONG_OVERTIME = "19421943";
    /** In the first decades teams had fewer, and not always the same number. */
    private static final int FEWEST_SKATERS = 15;
    private static final String REGULATION = "REG";

    private Contradictions() { }

    /** The longest possible time of a game in seconds; an upper bound if the last period is unknown (null). */
    static int longest(GameKey game, String lastPeriodType, Integer lastPeriod) {
        int regulation = REGULATION_PERIODS * PERIOD_SECONDS;
        if (REGULATION.equals(lastPeriodType)) {
            return regulation;
        }
        if (game.gameType() != PLAYOFFS) {
            return regulation + (game.season().compareTo(LONG_OVERTIME) <= 0 ? PERIOD_SECONDS : OVERTIME_SECONDS);
        }
        return (lastPeriod == null ? MOST_PERIODS : Math.max(lastPeriod, REGULATION_PERIODS + 1)) * PERIOD_SECONDS;
    }

    /** @param longest see {@link #longest} */
    static void timeOnIce(JsonObject player, String field, String time, int longest) {
        if (time != null && TimeOnIce.seconds(time) > longest) {
            player.odd(field, time + " in a game of at most " + TimeOnIce.padded(longest));
        }
    }

    static void lastPeriod(JsonObject root, String field, Integer period, String type) {
        if (period == null || type == null) {
            return;
        }
        boolean possible = switch (type) {
            case REGULATION -> period == REGULATION_PERIODS;
            case ScoreCheck.SHOOTOUT -> period == SHOOTOUT_PERIOD;
            default -> period > REGULATION_PERIODS;
        };
        if (!possible) {
            root.odd(field, period + ", but the game ended in " + type);
        }
    }

    /**
     * Goalies' goals against are their shots less their saves; one more is an own goal, which is no shot.
     *
     * @param season a season before shots were counted has zeros
     */
    static void goalsAgainst(JsonObject goalie, Integer goalsAgainst, Integer shots, Integer saves, String season) {
        if (goalsAgainst == null || shots == null || saves == null || shots == 0 && !CountedSince.isCounted("player_stats_goalieStats_shots", season)) {
            return;
        }
        long ownGoals = (long) goalsAgainst - shots + saves;
        if (ownGoals < 0 || ownGoals > 1) {
            goalie.odd("goalsAgainst", goalsAgainst + ", but " + saves + " saves of " + shots + " shots");
        }
    }

    /**
     * A team's shots are those of its skaters; one more is a goalie's, whose shots api-web does not list, or the one of a goal without a
     * scorer.
     */
    static void shots(JsonObject team, List<PlayerStats> players, String season) {
        Integer shots = team.integer("sog", 0);
        List<Integer> ofSkaters = players.stream().filter(player -> player.skater() != null).map(player -> player.skater().shots()).toList();
        if (shots == null || ofSkaters.contains(null)) {
            return;
        }
        long sum = ofSkaters.stream().mapToLong(Integer::longValue).sum();
        if ((sum > 0 || CountedSince.isCounted("player_stats_skaterStats_shots", season)) && (shots < sum || shots > sum + 1)) {
            team.odd("sog", shots + ", but the skaters have " + sum);
        }
    }

    /** Less than four fifths of the opponent's skaters: recorded games since 1967 have 17 or 18 on each side. */
    static void skaters(JsonObject teams, String side, List<PlayerStats> players, List<PlayerStats> opponents) {
        long skaters = players.stream().filter(player -> player.skater() != null).count();
        long ofOpponent = opponents.stream().filter(player -> player.skater() != null).count();
        if (ofOpponent >= FEWEST_SKATERS && 5 * skaters < 4 * ofOpponent) {
            teams.odd(side, skaters + " skaters, the opponent has " + ofOpponent);
        }
    }

    /**
     * One goalie of each team has the decision: W, L, O (lost after regulation) or T.
     *
     * @param margin the team's goals less the opponent's; in statsapi 0 after a shootout, too
     */
    static void decisions(JsonObject team, String field, List<PlayerStats> players, int margin, String lastPeriodType, DocumentFormat format) {
        List<GoalieStats> goalies = players.stream().map(PlayerStats::goalie).filter(Objects::nonNull).toList();
        List<String> decisions = goalies.stream().map(GoalieStats::decision).filter(Objects::nonNull).toList();
        if (decisions.size() > 1) {
            team.odd(field, "decisions of " + decisions.size() + " goalies: " + String.join(", ", decisions));
        } else if (decisions.isEmpty()) {
            if (format == DocumentFormat.APIWEB_FLAT && !goalies.isEmpty()) {
                team.odd(field, "no goalie has a decision");
            }
        } else if ((margin != 0 || format != DocumentFormat.STATSAPI) && !possible(margin, lastPeriodType).contains(decisions.get(0))) {
            team.odd(field, decisions.get(0) + " of a team that " + (margin > 0 ? "won" : margin < 0 ? "lost" : "tied")
                    + (REGULATION.equals(lastPeriodType) ? " in regulation" : ""));
        }
    }

    private static Set<String> possible(int margin, String lastPeriodType) {
        if (margin == 0) {
            return Set.of("T");
        }
        return margin > 0 ? Set.of("W") : REGULATION.equals(lastPeriodType) ? Set.of("L") : Set.of("L", "O");
    }

    /** A date that no calendar has, or on which nobody was born who had played by {@code day}. */
    static void birthDate(JsonObject person, String date, LocalDate day) {
        if (date == null) {
            return;
        }
        try {
            if (GameStatsColumns.date(date).isBefore(day)) {
                return;
            }
        } catch (DateTimeException e) {
            // reported below, as a date in the future is
        }
        person.odd("birthDate", date);
    }
}
