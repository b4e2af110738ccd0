package nhldata.nhl;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The box score of api-web in both formats. Neither lists scratches among the players (the nested format names some in
 * {@code gameInfo}, without statistics: they are omitted, so that both formats give the same players); both list
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

    private final DocumentFormat format;
    private final GameKey game;
    private final DriftCollector drift;

    ApiWebBoxscore(DocumentFormat format, GameKey game, DriftCollector drift) {
        this.format = format;
        this.game = game;
        this.drift = drift;
    }

    Boxscore read(JsonObject root) {
        requireRequestedGame(root);
        requireFinal(root);
        root.compareWith(format == DocumentFormat.APIWEB_FLAT ? FLAT : NESTED);
        String date = root.text("gameDate");
        if (date != null && !date.equals(game.date().toString())) {
            root.odd("gameDate", date + " in the box score, " + game.date() + " in the schedule");
        }
        oddUnless(root, "season", Integer.parseInt(game.season()));
        oddUnless(root, "gameType", game.gameType());
        String lastPeriod = lastPeriodType(root);
        ScoreCheck check = new ScoreCheck(lastPeriod, isOfficial(root));
        Occasion occasion = ApiWebOccasion.read(root, game, lastPeriod);
        Contradictions.lastPeriod(root, "periodDescriptor.number", occasion.lastPeriod(), occasion.lastPeriodType());
        int longest = Contradictions.longest(game, lastPeriod, occasion.lastPeriod());
        JsonObject groups = playersBySide(root);
        UniquePlayers players = new UniquePlayers();
        Map<Side, TeamScore> scores = new EnumMap<>(Side.class);
        for (Side side : Side.values()) {
            JsonObject object = root.object(side.apiWebKey());
            TeamScore score = new TeamScore(ApiWebTeam.read(object, format), object.requiredInteger("score", 0));
            game.requireTeam(side, score.team().id(), object);
            scores.put(side, score);
            new ApiWebPlayers(format, side, score.team(), game.season(), longest).read(groups.object(side.apiWebKey()), players);
        }
        for (Side side : Side.values()) {
            check.side(side, scores.get(side), players.of(side), root.object(side.apiWebKey()), "score");
        }
        check.requireMatchingGoals();
        for (Side side : Side.values()) {
            List<PlayerStats> own = players.of(side);
            Contradictions.skaters(groups, side.apiWebKey(), own, players.of(side.other()));
            Contradictions.shots(root.object(side.apiWebKey()), own, game.season());
            Contradictions.decisions(groups.object(side.apiWebKey()), "goalies[].decision", own,
                    scores.get(side).score() - scores.get(side.other()).score(), lastPeriod, format);
        }
        return new Boxscore(game, format, scores.get(Side.AWAY), scores.get(Side.HOME), isShootout(lastPeriod),
                occasion, players.all(), drift.drift());
    }

    /** Season and type are in the game's id, which is the document's, so that another one does not mean another game. */
    private void oddUnless(JsonObject root, String field, int expected) {
        Integer number = root.integer(field, 1);
        if (number != null && number != expected) {
            root.odd(field, number + " of game " + game.gameId());
        }
    }

    /** REG, OT or SO, from the outcome or else from the last period; null if the document has neither. */
    private static String lastPeriodType(JsonObject root) {
        JsonObject outcome = root.optionalObject("gameOutcome");
        String type = outcome == null ? null : outcome.text("lastPeriodType");
        JsonObject period = root.optionalObject("periodDescriptor");
        String ofPeriod = period == null ? null : period.text("periodType");
        if (type != null && ofPeriod != null && !type.equals(ofPeriod)) {
            period.odd("periodType", ofPeriod + ", but the game ended in " + type);
        }
        return type != null ? type : ofPeriod;
    }

    /** The result of a regular-season or playoff game is official once its state is OFF; a pre-season game stays FINAL. */
    private boolean isOfficial(JsonObject root) {
        return "OFF".equals(root.text("gameState")) || game.gameType() == PRE_SEASON;
    }

    private static Boolean isShootout(String lastPeriod) {
        return lastPeriod == null ? null : (Boolean) ScoreCheck.SHOOTOUT.equals(lastPeriod);
    }

    private JsonObject playersBySide(JsonObject root) {
        if (format == DocumentFormat.APIWEB_FLAT) {
            return root.object("playerByGameStats");
        }
        JsonObject boxscore = root.object("boxscore");
        boxscore.compareWith(NESTED_BOXSCORE);
        return boxscore.object("playerByGameStats");
    }

    private void requireRequestedGame(JsonObject root) {
        String id = root.scalar("id");
        if (id == null) {
            throw root.invalid("id", "missing; the document cannot be matched to game " + game.gameId());
        }
        if (!id.equals(game.gameId())) {
            throw root.invalid("id", "box score of another game: requested " + game.gameId() + ", got " + id);
        }
    }

    /** @throws DocumentException if the game is not final. Checked first, since a document of an unfinished game lacks other fields too. */
    static void requireFinal(JsonObject root) {
        String state = root.requiredText("gameState");
        String schedule = root.text("gameScheduleState");
        if (ScheduledGameState.ofApiWeb(state, schedule) != ScheduledGameState.FINAL) {
            throw root.invalid("gameState", "the game is not final but " + state
                    + (schedule == null ? "" : ", schedule state " + schedule));
        }
    }
}
