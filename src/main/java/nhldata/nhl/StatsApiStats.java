package nhldata.nhl;

/** The statistics of a statsapi player. Percentages are present only with at least one face-off or shot. */
final class StatsApiStats {
    private static final Fields SKATER = Fields
            .always("timeOnIce", "assists", "goals", "shots", "hits", "powerPlayGoals", "powerPlayAssists", "penaltyMinutes",
                    "faceOffWins", "faceoffTaken", "takeaways", "giveaways", "shortHandedGoals", "shortHandedAssists",
                    "blocked", "plusMinus", "evenTimeOnIce", "powerPlayTimeOnIce", "shortHandedTimeOnIce")
            .sometimes("faceOffPct");
    private static final Fields GOALIE = Fields
            .always("timeOnIce", "assists", "goals", "pim", "shots", "saves", "powerPlaySaves", "shortHandedSaves",
                    "evenSaves", "shortHandedShotsAgainst", "evenShotsAgainst", "powerPlayShotsAgainst")
            .sometimes("decision", "savePercentage", "powerPlaySavePercentage", "shortHandedSavePercentage",
                    "evenStrengthSavePercentage");

    private StatsApiStats() { }

    static SkaterStats skater(JsonObject stats, GameKey game) {
        stats.compareWith(SKATER);
        return new SkaterStats(timeOnIce(stats, game), stats.requiredInteger("assists", 0),
                stats.requiredInteger("goals", 0), stats.integer("shots", 0), stats.integer("hits", 0),
                stats.integer("powerPlayGoals", 0), stats.integer("powerPlayAssists", 0), stats.integer("penaltyMinutes", 0),
                Percentage.ofHundred(stats, "faceOffPct"), stats.integer("faceOffWins", 0), stats.integer("faceoffTaken", 0),
                stats.integer("takeaways", 0), stats.integer("giveaways", 0), stats.integer("shortHandedGoals", 0),
                stats.integer("shortHandedAssists", 0), stats.integer("blocked", 0),
                stats.integer("plusMinus", Integer.MIN_VALUE), TimeOnIce.optional(stats, "evenTimeOnIce"),
                TimeOnIce.optional(stats, "powerPlayTimeOnIce"), TimeOnIce.optional(stats, "shortHandedTimeOnIce"), null);
    }

    static GoalieStats goalie(JsonObject stats, GameKey game) {
        stats.compareWith(GOALIE);
        return new GoalieStats(timeOnIce(stats, game), stats.requiredInteger("assists", 0),
                stats.requiredInteger("goals", 0), stats.integer("pim", 0), stats.integer("shots", 0),
                stats.integer("saves", 0), stats.integer("powerPlaySaves", 0), stats.integer("shortHandedSaves", 0),
                stats.integer("evenSaves", 0), stats.integer("shortHandedShotsAgainst", 0),
                stats.integer("evenShotsAgainst", 0), stats.integer("powerPlayShotsAgainst", 0), stats.text("decision"),
                Percentage.ofHundred(stats, "savePercentage"), Percentage.ofHundred(stats, "powerPlaySavePercentage"),
                Percentage.ofHundred(stats, "shortHandedSavePercentage"),
                Percentage.ofHundred(stats, "evenStrengthSavePercentage"), null, null);
    }

    private static String timeOnIce(JsonObject stats, GameKey game) {
        String time = TimeOnIce.ofSeason(stats, "timeOnIce", game.season());
        Contradictions.timeOnIce(stats, "timeOnIce", time, Contradictions.longest(game, null, null));
        return time;
    }
}
