package nhldata.nhl;

import java.util.stream.Stream;

/**
 * The statistics of a goalie in one game. Save percentages are 0-100 and null without a shot, the time is {@code m:ss} as the source
 * writes it; null means unknown. Strengths are the opponent's: power play means shots faced on the opponent's power play.
 *
 * @param goalsAgainst as the league counts them: not always shots minus saves, since an own goal is not a shot
 * @param starter      whether the goalie started the game
 */
public record GoalieStats(String timeOnIce, Integer assists, Integer goals, Integer pim, Integer shots, Integer saves,
                          Integer powerPlaySaves, Integer shortHandedSaves, Integer evenSaves,
                          Integer shortHandedShotsAgainst, Integer evenShotsAgainst, Integer powerPlayShotsAgainst,
                          String decision, Double savePercentage, Double powerPlaySavePercentage,
                          Double shortHandedSavePercentage, Double evenStrengthSavePercentage,
                          Integer goalsAgainst, Boolean starter) {

    /** An upper bound of goals against: the greater of the league's number and shots minus saves; null if neither is known. */
    Integer maxGoalsAgainst() {
        Integer unsaved = shots == null || saves == null ? null : (Integer) (shots - saves);
        if (goalsAgainst == null || unsaved == null) {
            return goalsAgainst == null ? unsaved : goalsAgainst;
        }
        return Math.max(goalsAgainst, unsaved);
    }

    /** Whether the goalie was on the ice, has a decision, or has a statistic other than zero. */
    boolean hasStatistics() {
        return TimeOnIce.isPositive(timeOnIce) || decision != null || Stream.of(assists, goals, pim, shots, saves, powerPlaySaves, shortHandedSaves, evenSaves,
                shortHandedShotsAgainst, evenShotsAgainst, powerPlayShotsAgainst, goalsAgainst).anyMatch(n -> n != null && n != 0);
    }
}
