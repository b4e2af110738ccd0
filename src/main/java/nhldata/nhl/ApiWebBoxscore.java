package nhldata.nhl;

import java.util.EnumMap;
import java.util.Map;

/**
 * The box score of api-web in both shapes. Neither lists scratches among the players (the nested one names some in
 * {@code gameInfo}, without any statistics: they are left out, so that both shapes give the same population); both list
 * the dressed goalie who did not play.
 */
final class ApiWebBoxscore {
    private static final Fields FLAT = Fields
            .always("id", "season", "gameType", "gameDate", "gameState", "gameScheduleState", "awayTeam", "homeTeam",
                    "playerByGameStats")
            .sometimes("limitedScoring", "venue", "venueLocation", "startTimeUTC", "easternUTCOffset", "venueUTCOffset",
                    "venueTimezone", "tvBroadcasts", "periodDescriptor", "regPeriods", "clock", "gameOutcome", "summary",
                    "specialEvent", "gameVideo");
    private static final Fields NESTED = Fields
            .always("id", "season", "gameType", "gameDate", "gameState", "gameScheduleState", "awayTeam", "homeTeam",
                    "boxscore")
            .sometimes("venue", "venueLocation", "startTimeUTC", "easternUTCOffset", "venueUTCOffset", "tvBroadcasts",
                    "period", "periodDescriptor", "clock", "gameOutcome", "gameVideo", "specialEvent");
    private static final Fields NESTED_BOXSCORE = Fields.always("playerByGameStats")
            .sometimes("linescore", "shotsByPeriod", "gameReports", "gameInfo", "teamGameStats", "seasonSeries",
                    "seasonSeriesWins");

    private static final int PRE_SEASON = 1;

    private final DocumentShape shape;
    private final GameKey game;
    private final DriftCollector drift;

    ApiWebBoxscore(DocumentShape shape, GameKey game, DriftCollector drift) {
        this.shape = shape;
        this.game = game;
        this.drift = drift;
    }

    Boxscore read(JsonObject root) {
        refuseAnotherGame(root);
        refuseUnlessFinal(root);
        root.compareWith(shape == DocumentShape.APIWEB_FLAT ? FLAT : NESTED);
        String date = root.text("gameDate");
        if (date != null && !date.equals(game.date().toString())) {
            root.odd("gameDate", date + " in the box score, " + game.date() + " in the schedule");
        }
        String lastPeriod = lastPeriodType(root);
        ScoreCheck check = new ScoreCheck(lastPeriod, isOfficial(root));
        JsonObject groups = playersBySide(root);
        UniquePlayers players = new UniquePlayers();
        Map<Side, TeamScore> lines = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            JsonObject object = root.object(side.apiWebKey());
            TeamScore line = new TeamScore(ApiWebTeam.read(object, shape), object.requiredInteger("score", 0));
            lines.put(side, line);
            new ApiWebPlayers(shape, side, line.team(), game.season()).read(groups.object(side.apiWebKey()), players);
        }
        for (Side side : Side.values()) {
            check.side(side, lines.get(side), players.of(side), root.object(side.apiWebKey()), "score");
        }
        check.refuseUnlessGoalsAddUp();
        return new Boxscore(game, shape, lines.get(Side.AWAY), lines.get(Side.HOME), isShootout(lastPeriod),
                ApiWebOccasion.read(root, game, lastPeriod), players.lines(), drift.drift());
    }

    /** REG, OT or SO, by the outcome or else by the period in which the game stands at its end; null where neither says. */
    private static String lastPeriodType(JsonObject root) {
        JsonObject outcome = root.optionalObject("gameOutcome");
        String type = outcome == null ? null : outcome.text("lastPeriodType");
        JsonObject period = root.optionalObject("periodDescriptor");
        return type != null || period == null ? type : period.text("periodType");
    }

    /** The result of a regular-season or playoff game is official once its state is OFF; a pre-season game stays FINAL. */
    private boolean isOfficial(JsonObject root) {
        return "OFF".equals(root.text("gameState")) || game.gameType() == PRE_SEASON;
    }

    private static Boolean isShootout(String lastPeriod) {
        return lastPeriod == null ? null : (Boolean) ScoreCheck.SHOOTOUT.equals(lastPeriod);
    }

    private JsonObject playersBySide(JsonObject root) {
        if (shape == DocumentShape.APIWEB_FLAT) {
            return root.object("playerByGameStats");
        }
        JsonObject boxscore = root.object("boxscore");
        boxscore.compareWith(NESTED_BOXSCORE);
        return boxscore.object("playerByGameStats");
    }

    private void refuseAnotherGame(JsonObject root) {
        String id = root.scalar("id");
        if (id == null) {
            throw root.refuse("id", "missing; it cannot be told whether this is game " + game.gameId());
        }
        if (!id.equals(game.gameId())) {
            throw root.refuse("id", "another game's box score: asked for " + game.gameId() + ", got " + id);
        }
    }

    /** A document in either shape that is not over says so, whatever else it lacks. */
    static void refuseUnlessFinal(JsonObject root) {
        String state = root.requiredText("gameState");
        String schedule = root.text("gameScheduleState");
        if (ScheduledGameState.ofApiWeb(state, schedule) != ScheduledGameState.FINAL) {
            throw root.refuse("gameState", "the game is not final but " + state
                    + (schedule == null ? "" : ", schedule state " + schedule));
        }
    }
}
