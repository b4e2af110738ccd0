package nhldata.nhl;

import java.util.stream.Stream;

/**
 * A goalie's line. Save percentages are 0-100 and null without a shot, the time is {@code m:ss} as the source writes it;
 * null is what the source does not say. Strengths are the opponent's: power play means shots faced on his power play.
 *
 * @param goalsAgainst as the league counts them: not always shots less saves, for an own goal is no shot
 * @param starter      whether he was in goal when the game began
 */
public record GoalieStats(String timeOnIce, Integer assists, Integer goals, Integer pim, Integer shots, Integer saves,
                          Integer powerPlaySaves, Integer shortHandedSaves, Integer evenSaves,
                          Integer shortHandedShotsAgainst, Integer evenShotsAgainst, Integer powerPlayShotsAgainst,
                          String decision, Double savePercentage, Double powerPlaySavePercentage,
                          Double shortHandedSavePercentage, Double evenStrengthSavePercentage,
                          Integer goalsAgainst, Boolean starter) {

    /** The most goals that can have gone past him: the league's number, or shots less saves; null where neither is known. */
    Integer letIn() {
        Integer unsaved = shots == null || saves == null ? null : (Integer) (shots - saves);
        if (goalsAgainst == null || unsaved == null) {
            return goalsAgainst == null ? unsaved : goalsAgainst;
        }
        return Math.max(goalsAgainst, unsaved);
    }

    /** Whether he was on the ice, has a decision, or has anything but zeros. */
    boolean isAnyCounted() {
        return TimeOnIce.isAny(timeOnIce) || decision != null || Stream.of(assists, goals, pim, shots, saves, powerPlaySaves, shortHandedSaves, evenSaves,
                shortHandedShotsAgainst, evenShotsAgainst, powerPlayShotsAgainst, goalsAgainst).anyMatch(n -> n != null && n != 0);
    }
}
