package nhldata.run;

/**
 * The parameters of a run.
 *
 * @param kind  sweep, backfill, replay, rederive or load
 * @param from  first date, ISO; null for a replay and a load
 * @param to    last date, inclusive
 * @param only  of a sweep and a backfill: missing, failed, all, or due (the missing games and those to fetch again); otherwise null
 * @param order of a sweep and a backfill: oldest or newest games first; otherwise null
 * @param game  of a replay: a game, a date, {@code schedule}, or empty for all dead letters; otherwise null
 */
public record RunRequest(String kind, String from, String to, String only, String order, String game) {

    public static RunRequest over(String kind, String from, String to, String only, String order) {
        return new RunRequest(kind, from, to, only, order, null);
    }

    public static RunRequest replay(String game) {
        return new RunRequest("replay", null, null, null, null, game);
    }

    public static RunRequest rederive(String from, String to) {
        return new RunRequest("rederive", from, to, null, null, null);
    }

    public static RunRequest load() {
        return new RunRequest("load", null, null, null, null, null);
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
            case "replay" -> ("dlq replay " + game).strip();
            default -> "backfill" + dates + (only.matches("failed|all") ? " --only " + only : "") + ("newest".equals(order) ? " --order newest" : "");
        };
    }
}
