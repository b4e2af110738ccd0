package nhldata.sample;

/** What one skater did in one game; filled in while the game is played out, then left alone. */
final class SkaterLine {
    final Dressed skater;
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

    SkaterLine(Dressed skater) {
        this.skater = skater;
    }
}
