package nhldata.sample;

/** Time on ice and shifts: five skaters' worth of the game's length, less what the penalty box took. */
final class IceTime {
    private static final int PENALTY_SECONDS = 105;

    private IceTime() {
    }

    static void draw(Dice dice, Game game, TeamSheet sheet) {
        int overtimeSkaters = game.type() == GameType.PLAYOFF ? 5 : 3;
        int total = 5 * Score.REGULATION + overtimeSkaters * (game.score().seconds() - Score.REGULATION)
                - PENALTY_SECONDS * sheet.minors;
        double[] shares = sheet.skaters.stream()
                .mapToDouble(line -> line.skater.minutes() * dice.between(0.9, 1.1)).toArray();
        double sum = 0;
        for (double share : shares) {
            sum += share;
        }
        for (int i = 0; i < shares.length; i++) {
            SkaterLine line = sheet.skaters.get(i);
            line.seconds = (int) (total * shares[i] / sum);
            line.shifts = line.seconds / dice.between(41, 52);
        }
    }
}
