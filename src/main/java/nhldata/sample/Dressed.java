package nhldata.sample;

/**
 * A player in the line-up of one game.
 *
 * @param unit      his line or pair, 0 the first
 * @param finishing his weight among his team when a goal is scored, {@code passing} when one is assisted
 * @param minutes   on ice in an average game
 */
record Dressed(Player player, int number, int unit, double finishing, double passing, double minutes) {
    private static final double[] LINE_SCORING = {1.0, 0.72, 0.46, 0.27};
    private static final double[] LINE_MINUTES = {18.8, 16.8, 14.2, 10.5};
    private static final double[] PAIR_GOALS = {0.24, 0.17, 0.11, 0.08};
    private static final double[] PAIR_ASSISTS = {0.72, 0.45, 0.28, 0.2};
    private static final double[] PAIR_MINUTES = {23.5, 20.5, 16.5, 9.0};

    static Dressed forward(Player player, int number, int line, double form) {
        double passing = player.position().equals("C") ? 1.25 : 1.0;
        double scoring = LINE_SCORING[line] * weight(form);
        return new Dressed(player, number, line, scoring, scoring * passing, LINE_MINUTES[line]);
    }

    static Dressed defenseman(Player player, int number, int pair, double form) {
        return new Dressed(player, number, pair, PAIR_GOALS[pair] * weight(form), PAIR_ASSISTS[pair] * weight(form),
                PAIR_MINUTES[pair]);
    }

    /** Better men get more than their share of the points, but a team has only so many goals. */
    private static double weight(double form) {
        return form * form / (0.3 + 0.7 * form);
    }

    static Dressed goalie(Player player, int number) {
        return new Dressed(player, number, 0, 0, 0, 0);
    }

    boolean defenseman() {
        return player.position().equals("D");
    }
}
