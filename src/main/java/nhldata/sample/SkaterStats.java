package nhldata.sample;

/** A skater of one game; the statistics are filled in while the box score is computed. */
final class SkaterStats {
    private static final double[] LINE_SCORING = {1.0, 0.72, 0.46, 0.27};
    private static final double[] LINE_MINUTES = {18.8, 16.8, 14.2, 10.5};
    private static final double[] PAIR_GOALS = {0.24, 0.17, 0.11, 0.08};
    private static final double[] PAIR_ASSISTS = {0.72, 0.45, 0.28, 0.2};
    private static final double[] PAIR_MINUTES = {23.5, 20.5, 16.5, 9.0};
    final Player player;
    final int number;
    /** The line or pair, 0 is the first. */
    final int unit;
    /** Weight among the teammates when a goal is scored. */
    final double finishing;
    /** Weight among the teammates when a goal is assisted. */
    final double passing;
    /** On ice in an average game. */
    final double minutes;
    int goals;
    int assists;
    int powerPlayGoals;
    int plusMinus;
    int penaltyMinutes;
    int shots;
    int hits;
    int blockedShots;
    int giveaways;
    int takeaways;
    int faceoffsTaken;
    int faceoffsWon;
    int seconds;
    int shifts;

    SkaterStats(Player player, int number, int unit, double form) {
        this.player = player;
        this.number = number;
        this.unit = unit;
        // Better players get more than their share of the points, but a team has only so many goals.
        double weight = form * form / (0.3 + 0.7 * form);
        finishing = (player.forward() ? LINE_SCORING : PAIR_GOALS)[unit] * weight;
        passing = player.forward() ? finishing * (player.position().equals("C") ? 1.25 : 1.0) : PAIR_ASSISTS[unit] * weight;
        minutes = (player.forward() ? LINE_MINUTES : PAIR_MINUTES)[unit];
    }
}
