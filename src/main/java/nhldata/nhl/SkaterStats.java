package nhldata.nhl;

import java.util.stream.Stream;

/**
 * The statistics of a skater in one game. Percentages are 0-100, times {@code m:ss} as the source writes them; null means unknown.
 * {@code goals} includes power-play and short-handed goals, {@code timeOnIce} all strengths.
 */
public record SkaterStats(String timeOnIce, Integer assists, Integer goals, Integer shots, Integer hits,
                          Integer powerPlayGoals, Integer powerPlayAssists, Integer penaltyMinutes,
                          Double faceOffPct, Integer faceOffWins, Integer faceoffTaken, Integer takeaways, Integer giveaways,
                          Integer shortHandedGoals, Integer shortHandedAssists, Integer blocked, Integer plusMinus,
                          String evenTimeOnIce, String powerPlayTimeOnIce, String shortHandedTimeOnIce,
                          Integer shifts) {

    /** Whether the skater was on the ice or has a statistic other than zero. */
    boolean hasStatistics() {
        return TimeOnIce.isPositive(timeOnIce) || Stream.of(assists, goals, shots, hits, powerPlayGoals, powerPlayAssists, penaltyMinutes, faceOffWins,
                faceoffTaken, takeaways, giveaways, shortHandedGoals, shortHandedAssists, blocked, plusMinus, shifts).anyMatch(n -> n != null && n != 0);
    }
}
