package nhldata.nhl;

/**
 * A skater of api-web.
 *
 * <p>Face-off percentage: the nested format has face-offs won and taken, from which it is computed unrounded. The flat format has
 * only a share, and writes 0.0 both for none won and for none taken. In the recorded nested documents 114 of 122 players with 0.0
 * took none, so 0.0 becomes NULL (unknown) rather than a zero that is mostly wrong.
 */
final class ApiWebSkater {
    private static final Fields FLAT = Fields
            .always("playerId", "sweaterNumber", "name", "position", "goals", "assists", "points", "plusMinus", "pim", "hits",
                    "powerPlayGoals", "sog", "faceoffWinningPctg", "toi", "blockedShots", "shifts", "giveaways", "takeaways");
    private static final Fields NESTED = Fields
            .always("playerId", "sweaterNumber", "name", "position", "goals", "assists", "points", "plusMinus", "pim", "hits",
                    "blockedShots", "powerPlayGoals", "powerPlayPoints", "shorthandedGoals", "shPoints", "shots", "faceoffs",
                    "faceoffWinningPctg", "toi", "powerPlayToi", "shorthandedToi");

    static final int MAX_SHIFTS = 199;

    private ApiWebSkater() { }

    /** Reads the fields of either format: documents of the transition have some of each. */
    static SkaterStats read(JsonObject skater, DocumentFormat format, String season) {
        skater.compareWith(format == DocumentFormat.APIWEB_FLAT ? FLAT : NESTED);
        Fraction faceOffs = Fraction.of(skater, "faceoffs");
        Integer powerPlayGoals = skater.integer("powerPlayGoals", 0);
        Integer shortHandedGoals = skater.integer("shorthandedGoals", 0);
        String timeOnIce = TimeOnIce.ofSeason(skater, "toi", season);
        String powerPlay = TimeOnIce.optional(skater, "powerPlayToi");
        String shortHanded = TimeOnIce.optional(skater, "shorthandedToi");
        Integer shots = skater.integer("sog", 0);
        int assists = skater.requiredInteger("assists", 0);
        int goals = skater.requiredInteger("goals", 0);
        Integer points = skater.integer("points", 0);
        if (points != null && points != (long) goals + assists) {
            skater.odd("points", points + " points, but " + goals + " goals and " + assists + " assists");
        }
        return new SkaterStats(timeOnIce, assists, goals,
                shots != null ? shots : skater.integer("shots", 0), skater.integer("hits", 0),
                powerPlayGoals, assists(skater, "powerPlayPoints", powerPlayGoals), skater.integer("pim", 0),
                faceOffPct(skater, faceOffs, format), Fraction.part(faceOffs), Fraction.whole(faceOffs),
                skater.integer("takeaways", 0), skater.integer("giveaways", 0),
                shortHandedGoals, assists(skater, "shPoints", shortHandedGoals),
                skater.integer("blockedShots", 0), skater.integer("plusMinus", Integer.MIN_VALUE),
                even(skater, timeOnIce, powerPlay, shortHanded), powerPlay, shortHanded, skater.integer("shifts", 0, MAX_SHIFTS));
    }

    private static Double faceOffPct(JsonObject skater, Fraction faceOffs, DocumentFormat format) {
        if (faceOffs != null) {
            return Fraction.percentage(faceOffs.part(), faceOffs.whole());
        }
        Double given = format == DocumentFormat.APIWEB_FLAT ? Percentage.ofOne(skater, "faceoffWinningPctg")
                : Percentage.ofHundred(skater, "faceoffWinningPctg");
        return given == null || given == 0 ? null : given;
    }

    /** Points minus goals; null if either is unknown, or if there are fewer points than goals. */
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
