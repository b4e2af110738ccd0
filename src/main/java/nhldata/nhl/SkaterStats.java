package nhldata.nhl;

import java.util.stream.Stream;

/**
 * A skater's line. Percentages are 0-100, times {@code m:ss} as the source writes them; null is what the source does not
 * say. {@code goals} already contains power-play and short-handed goals, {@code timeOnIce} all strengths.
 */
public record SkaterStats(String timeOnIce, Integer assists, Integer goals, Integer shots, Integer hits,
                          Integer powerPlayGoals, Integer powerPlayAssists, Integer penaltyMinutes,
                          Double faceOffPct, Integer faceOffWins, Integer faceoffTaken, Integer takeaways, Integer giveaways,
                          Integer shortHandedGoals, Integer shortHandedAssists, Integer blocked, Integer plusMinus,
                          String evenTimeOnIce, String powerPlayTimeOnIce, String shortHandedTimeOnIce,
                          Integer shifts) {

    /** Whether he was on the ice or has anything but zeros. */
    boolean isAnyCounted() {
        return TimeOnIce.isAny(timeOnIce) || Stream.of(assists, goals, shots, hits, powerPlayGoals, powerPlayAssists, penaltyMinutes, faceOffWins,
                faceoffTaken, takeaways, giveaways, shortHandedGoals, shortHandedAssists, blocked, plusMinus, shifts).anyMatch(n -> n != null && n != 0);
    }
}
