package nhldata.nhl;

/**
 * A skater of api-web.
 *
 * <p>Face-off percentage: the nested shape has won and taken, from which it is computed unrounded. The flat one has only a
 * share, and writes 0.0 both for none won and for none taken. Of the recorded nested zeros 114 of 122 took none, so 0.0
 * becomes NULL, "not known", rather than a zero that is mostly false.
 */
final class ApiWebSkater {
    private static final Fields FLAT = Fields
            .always("playerId", "sweaterNumber", "name", "position", "goals", "assists", "points", "plusMinus", "pim", "hits",
                    "powerPlayGoals", "sog", "faceoffWinningPctg", "toi", "blockedShots", "shifts", "giveaways", "takeaways");
    private static final Fields NESTED = Fields
            .always("playerId", "sweaterNumber", "name", "position", "goals", "assists", "points", "plusMinus", "pim", "hits",
                    "blockedShots", "powerPlayGoals", "powerPlayPoints", "shorthandedGoals", "shPoints", "shots", "faceoffs",
                    "faceoffWinningPctg", "toi", "powerPlayToi", "shorthandedToi");

    private static final int MOST_SHIFTS = 199;

    private ApiWebSkater() { }

    /** Reads whichever of the two shapes' fields are there: documents between the two had some of each. */
    static SkaterStats read(JsonObject skater, DocumentShape shape, String season) {
        skater.compareWith(shape == DocumentShape.APIWEB_FLAT ? FLAT : NESTED);
        Fraction faceOffs = Fraction.of(skater, "faceoffs");
        Integer powerPlayGoals = skater.integer("powerPlayGoals", 0);
        Integer shortHandedGoals = skater.integer("shorthandedGoals", 0);
        String timeOnIce = TimeOnIce.ofSeason(skater, "toi", season);
        String powerPlay = TimeOnIce.optional(skater, "powerPlayToi");
        String shortHanded = TimeOnIce.optional(skater, "shorthandedToi");
        Integer shots = skater.integer("sog", 0);
        return new SkaterStats(timeOnIce, skater.requiredInteger("assists", 0), skater.requiredInteger("goals", 0),
                shots != null ? shots : skater.integer("shots", 0), skater.integer("hits", 0),
                powerPlayGoals, assists(skater, "powerPlayPoints", powerPlayGoals), skater.integer("pim", 0),
                faceOffPct(skater, faceOffs, shape), Fraction.part(faceOffs), Fraction.whole(faceOffs),
                skater.integer("takeaways", 0), skater.integer("giveaways", 0),
                shortHandedGoals, assists(skater, "shPoints", shortHandedGoals),
                skater.integer("blockedShots", 0), skater.integer("plusMinus", Integer.MIN_VALUE),
                even(skater, timeOnIce, powerPlay, shortHanded), powerPlay, shortHanded, skater.integer("shifts", 0, MOST_SHIFTS));
    }

    private static Double faceOffPct(JsonObject skater, Fraction faceOffs, DocumentShape shape) {
        if (faceOffs != null) {
            return Fraction.percentage(faceOffs.part(), faceOffs.whole());
        }
        Double given = shape == DocumentShape.APIWEB_FLAT ? Percentage.ofOne(skater, "faceoffWinningPctg")
                : Percentage.ofHundred(skater, "faceoffWinningPctg");
        return given == null || given == 0 ? null : given;
    }

    /** Points less goals; null where either is not known, or where the points are fewer. */
    private static Integer assists(JsonObject skater, String pointsField, Integer goals) {
        Integer points = skater.integer(pointsField, 0);
        if (points == null || goals == null) {
            return null;
        }
        if (points < goals) {
            skater.odd(pointsField, points + " points, but " + goals + " goals");
            return null;
        }
        return points - goals;
    }

    private static String even(JsonObject skater, String total, String powerPlay, String shortHanded) {
        if (total == null || powerPlay == null || shortHanded == null) {
            return null;
        }
        int even = TimeOnIce.seconds(total) - TimeOnIce.seconds(powerPlay) - TimeOnIce.seconds(shortHanded);
        if (even < 0) {
            skater.odd("toi", total + ", but " + powerPlay + " on the power play and " + shortHanded + " short-handed");
            return null;
        }
        return TimeOnIce.padded(even);
    }
}
