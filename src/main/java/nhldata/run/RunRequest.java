package nhldata.run;

/**
 * The parameters of a run.
 *
 * @param id     of the run; null: a new one
 * @param kind  sweep, backfill, replay, rederive or load
 * @param from  first date, ISO; null for a replay and a load
 * @param to    last date, inclusive
 * @param only  of a sweep and a backfill: missing, failed, all, or due (the missing games and those to fetch again); of a replay all, if the game is
 *              fetched again although it has no dead letter; otherwise null
 * @param order of a sweep and a backfill: oldest or newest games first; otherwise null
 * @param game  of a replay: a game, a date, {@code schedule}, or empty for all dead letters; otherwise null
 * @param stage of a replay: the stage in which they failed, or empty for all; otherwise null
 * @param reason of a replay: the class of their reason, or empty for all; otherwise null
 */
public record RunRequest(String id, String kind, String from, String to, String only, String order, String game, String stage, String reason) {

    public static RunRequest over(String kind, String from, String to, String only, String order) {
        return new RunRequest(null, kind, from, to, only, order, null, null, null);
    }

    public static RunRequest replay(String game) {
        return replay(game, "", "");
    }

    public static RunRequest replay(String game, String stage, String reason) {
        return new RunRequest(null, "replay", null, null, null, null, game, stage, reason);
    }

    /** One game again, whether or not it has a dead letter. */
    public static RunRequest again(String game) {
        return new RunRequest(null, "replay", null, null, "all", null, game, "", "");
    }

    public static RunRequest rederive(String from, String to) {
        return new RunRequest(null, "rederive", from, to, null, null, null, null, null);
    }

    public static RunRequest load() {
        return new RunRequest(null, "load", null, null, null, null, null, null, null);
    }

    /** The same, as the run with this id. */
    public RunRequest withId(String run) {
        return new RunRequest(run, kind, from, to, only, order, game, stage, reason);
    }

    /** Whether its games are read from the bucket instead of the API. */
    public boolean isFromBucket() {
        return kind.equals("load") || kind.equals("rederive");
    }

    /** The command that repeats or continues the run. */
    public String command() {
        String dates = " --from " + from + " --to " + to;
        return "nhldata " + switch (kind) {
            case "load" -> "load";
            case "rederive" -> "rederive" + dates;
            case "replay" -> ("dlq replay " + game).strip() + (stage.isEmpty() ? "" : " --stage " + stage) + (reason.isEmpty() ? "" : " --reason " + reason)
                    + ("all".equals(only) ? " --force" : "");
            default -> "backfill" + dates + (only.matches("failed|all") ? " --only " + only : "") + ("newest".equals(order) ? " --order newest" : "");
        };
    }
}
