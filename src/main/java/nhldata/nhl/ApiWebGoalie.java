package nhldata.nhl;

/**
 * A goalie of api-web. Neither format has a goalie's goals and assists: they are NULL. Percentages are computed from saves and shots,
 * because {@code savePctg} is rounded. The nested format has no decision, and saves and shots only as "27/30".
 */
final class ApiWebGoalie {
    private static final Fields FLAT = Fields
            .always("playerId", "sweaterNumber", "name", "position", "evenStrengthShotsAgainst", "powerPlayShotsAgainst",
                    "shorthandedShotsAgainst", "saveShotsAgainst", "evenStrengthGoalsAgainst", "powerPlayGoalsAgainst",
                    "shorthandedGoalsAgainst", "pim", "goalsAgainst", "toi", "starter", "shotsAgainst", "saves")
            .sometimes("savePctg", "decision");
    private static final Fields NESTED = Fields
            .always("playerId", "sweaterNumber", "name", "position", "evenStrengthShotsAgainst", "powerPlayShotsAgainst",
                    "shorthandedShotsAgainst", "saveShotsAgainst", "evenStrengthGoalsAgainst", "powerPlayGoalsAgainst",
                    "shorthandedGoalsAgainst", "pim", "goalsAgainst", "toi")
            .sometimes("savePctg");

    static final int MAX_GOALS = 99;

    private ApiWebGoalie() { }

    static GoalieStats read(JsonObject goalie, DocumentFormat format, String season) {
        goalie.compareWith(format == DocumentFormat.APIWEB_FLAT ? FLAT : NESTED);
        Fraction all = Fraction.of(goalie, "saveShotsAgainst");
        Fraction even = Fraction.of(goalie, "evenStrengthShotsAgainst");
        Fraction powerPlay = Fraction.of(goalie, "powerPlayShotsAgainst");
        Fraction shortHanded = Fraction.of(goalie, "shorthandedShotsAgainst");
        Integer saves = first(goalie.integer("saves", 0), Fraction.part(all));
        Integer shots = first(goalie.integer("shotsAgainst", 0), Fraction.whole(all));
        Integer goalsAgainst = goalie.integer("goalsAgainst", 0, MAX_GOALS);
        Contradictions.goalsAgainst(goalie, goalsAgainst, shots, saves, season);
        return new GoalieStats(TimeOnIce.ofSeason(goalie, "toi", season), null, null, goalie.integer("pim", 0), shots, saves,
                Fraction.part(powerPlay), Fraction.part(shortHanded), Fraction.part(even),
                Fraction.whole(shortHanded), Fraction.whole(even), Fraction.whole(powerPlay), goalie.text("decision"),
                Fraction.percentage(saves, shots), percentage(powerPlay), percentage(shortHanded), percentage(even),
                goalsAgainst, goalie.bool("starter"));
    }

    private static Double percentage(Fraction fraction) {
        return Fraction.percentage(Fraction.part(fraction), Fraction.whole(fraction));
    }

    private static Integer first(Integer one, Integer other) {
        return one != null ? one : other;
    }
}
