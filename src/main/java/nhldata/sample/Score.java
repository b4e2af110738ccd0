package nhldata.sample;

/**
 * The result of a game.
 *
 * @param away    including the goal that the winner of a shootout is given, as {@code home}
 * @param seconds played in all, 3600 without overtime
 */
record Score(int away, int home, Ending ending, int seconds) {
    static final int REGULATION = 3600;
    private static final int PERIOD = 1200;
    private static final int SHORT_OVERTIME = 300;
    private static final double GOALS_A_TEAM = 3.05;
    private static final double HOME_ADVANTAGE = 0.12;

    enum Ending { REG, OT, SO }

    static Score of(Season season, Game.Type type, int gameId, Team awayTeam, Team homeTeam) {
        SeededRandom random = new SeededRandom("score", gameId);
        double edge = HOME_ADVANTAGE + (strength(homeTeam, season) - strength(awayTeam, season)) / 2;
        int away = random.poisson(GOALS_A_TEAM - edge);
        int home = random.poisson(GOALS_A_TEAM + edge);
        if (Math.abs(away - home) == 1 && random.chance(0.15)) {
            away = Math.min(away, home);
            home = away;
        }
        if (away != home) {
            return new Score(away, home, Ending.REG, REGULATION);
        }
        boolean homeWins = random.chance(0.5 + edge / 8);
        if (type == Game.Type.PLAYOFF) {
            return tied(away, homeWins, Ending.OT, playoffOvertime(random));
        }
        Season.TiedGames rule = season.era().tiedGames();
        if (rule == Season.TiedGames.TIE) {
            return new Score(away, home, Ending.REG, REGULATION);
        }
        if (!random.chance(0.35)) {
            return tied(away, homeWins, Ending.OT, random.between(12, SHORT_OVERTIME));
        }
        return rule == Season.TiedGames.SHOOTOUT ? tied(away, homeWins, Ending.SO, SHORT_OVERTIME)
                : new Score(away, home, Ending.OT, REGULATION + SHORT_OVERTIME);
    }

    /** Of a game tied after regulation that somebody has won. */
    private static Score tied(int goals, boolean homeWins, Ending ending, int overtime) {
        return new Score(homeWins ? goals : goals + 1, homeWins ? goals + 1 : goals, ending, REGULATION + overtime);
    }

    /** Periods of twenty minutes until somebody scores. */
    private static int playoffOvertime(SeededRandom random) {
        int periods = 0;
        while (periods < 4 && random.chance(0.3)) {
            periods++;
        }
        return periods * PERIOD + random.between(20, PERIOD);
    }

    /** Goals a game above the average team; good teams stay good for some years. */
    private static double strength(Team team, Season season) {
        if (!team.inLeague()) {
            return 0;
        }
        int generation = (season.startYear() + team.index() % 5) / 5;
        return new SeededRandom("era", team.index(), generation).between(-0.45, 0.45)
                + new SeededRandom("strength", team.index(), season.startYear()).between(-0.45, 0.45);
    }

    int of(Side side) {
        return side == Side.AWAY ? away : home;
    }

    /** Goals scored by players: without the shootout's. */
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

    /** Two for a win, one for a tie or a loss after regulation. */
    int points(Side side) {
        return side == winner() ? 2 : winner() == null || ending != Ending.REG ? 1 : 0;
    }

    /** The number of the last period: 3, 4 for the first overtime, 5 for the shootout. */
    int lastPeriod() {
        return ending == Ending.SO ? 5 : (seconds + PERIOD - 1) / PERIOD;
    }
}
