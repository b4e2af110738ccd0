package nhldata.sample;

/**
 * How a game ends.
 *
 * @param away    with the shootout's goal, as {@code home}
 * @param seconds played in all, 3600 without overtime
 */
record Score(int away, int home, Ending ending, int seconds) {
    static final int REGULATION = 3600;
    private static final int PERIOD = 1200;
    private static final int SHORT_OVERTIME = 300;
    private static final double GOALS_A_TEAM = 3.05;
    private static final double HOME_ADVANTAGE = 0.12;

    enum Ending { REG, OT, SO }

    static Score of(Season season, GameType type, int gameId, Team awayTeam, Team homeTeam) {
        Dice dice = Dice.of("score", gameId);
        double edge = HOME_ADVANTAGE + (strength(homeTeam, season) - strength(awayTeam, season)) / 2;
        int away = dice.poisson(GOALS_A_TEAM - edge);
        int home = dice.poisson(GOALS_A_TEAM + edge);
        if (Math.abs(away - home) == 1 && dice.chance(0.15)) {
            away = Math.min(away, home);
            home = away;
        }
        if (away != home) {
            return new Score(away, home, Ending.REG, REGULATION);
        }
        boolean homeWins = dice.chance(0.5 + edge / 8);
        return type == GameType.PLAYOFF
                ? new Score(homeWins ? away : away + 1, homeWins ? home + 1 : home, Ending.OT,
                        REGULATION + playoffOvertime(dice))
                : afterRegulation(dice, away, homeWins, season.era().levelGames());
    }

    private static Score afterRegulation(Dice dice, int goals, boolean homeWins, Era.LevelGames levelGames) {
        if (levelGames == Era.LevelGames.TIE) {
            return new Score(goals, goals, Ending.REG, REGULATION);
        }
        boolean shootout = dice.chance(0.35);
        if (shootout && levelGames == Era.LevelGames.OVERTIME) {
            return new Score(goals, goals, Ending.OT, REGULATION + SHORT_OVERTIME);
        }
        return new Score(homeWins ? goals : goals + 1, homeWins ? goals + 1 : goals, shootout ? Ending.SO : Ending.OT,
                REGULATION + (shootout ? SHORT_OVERTIME : dice.between(12, SHORT_OVERTIME)));
    }

    /** Twenty minutes a period until somebody scores. */
    private static int playoffOvertime(Dice dice) {
        int periods = 0;
        while (periods < 4 && dice.chance(0.3)) {
            periods++;
        }
        return periods * PERIOD + dice.between(20, PERIOD);
    }

    /** Goals a game better than the average team; good teams stay good for some years. */
    private static double strength(Team team, Season season) {
        if (!team.inLeague()) {
            return 0;
        }
        int generation = (season.startYear() + team.index() % 5) / 5;
        return Dice.of("era", team.index(), generation).between(-0.45, 0.45)
                + Dice.of("strength", team.index(), season.startYear()).between(-0.45, 0.45);
    }

    int of(Side side) {
        return side == Side.AWAY ? away : home;
    }

    /** Goals that players scored: the shootout gives its winner one more. */
    int playersGoals(Side side) {
        return of(side) - (ending == Ending.SO && side == winner() ? 1 : 0);
    }

    /** Null for a tie. */
    Side winner() {
        return away == home ? null : away > home ? Side.AWAY : Side.HOME;
    }

    int margin() {
        return Math.abs(away - home);
    }

    /** The number of the last period: 3, 4 for the first overtime, 5 for the shootout. */
    int lastPeriod() {
        return ending == Ending.SO ? 5 : period(seconds);
    }

    /** In which period this second is; a goal at 20:00 is of the period that ends then. */
    static int period(int second) {
        return Math.max(1, (second + PERIOD - 1) / PERIOD);
    }
}
