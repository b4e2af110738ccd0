package nhldata.sample;

/** What does not show in the score: hits, blocked shots, giveaways, takeaways, face-offs. */
final class Work {
    private Work() {
    }

    static void draw(Dice dice, TeamSheet sheet) {
        for (SkaterLine line : sheet.skaters) {
            boolean defenseman = line.skater.defenseman();
            double part = line.seconds / 1000.0;
            line.hits = dice.poisson(1.15 * part);
            line.blockedShots = dice.poisson((defenseman ? 1.3 : 0.5) * part);
            line.giveaways = dice.poisson(0.45 * part);
            line.takeaways = dice.poisson(0.3 * part);
            if (line.skater.player().position().equals("C")) {
                line.faceoffsTaken = dice.poisson(13 * part);
            } else if (!defenseman && dice.chance(0.3)) {
                line.faceoffsTaken = dice.between(1, 3);
            }
            double strong = 0.46 + line.skater.player().id() % 9 / 100.0;
            for (int i = 0; i < line.faceoffsTaken; i++) {
                line.faceoffsWon += dice.chance(strong) ? 1 : 0;
            }
        }
    }
}
