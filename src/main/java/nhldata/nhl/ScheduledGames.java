package nhldata.nhl;

import java.time.LocalDate;

/** Reads the games of a schedule, for each of the two APIs. */
final class ScheduledGames {
    /** Number for game types of statsapi that have none in api-web (WA, the women's all-star game, and others). */
    static final int OTHER_TYPE = 99;

    private static final Fields APIWEB = Fields
            .always("id", "season", "gameType", "gameState", "gameScheduleState", "startTimeUTC", "awayTeam", "homeTeam")
            .sometimes("gameDate", "venue", "neutralSite", "gameCenterLink", "easternUTCOffset", "venueUTCOffset", "venueTimezone", "tvBroadcasts",
                    "periodDescriptor", "period", "gameOutcome", "clock", "goals", "winningGoalie", "winningGoalScorer", "threeMinRecap",
                    "threeMinRecapFr", "condensedGame", "condensedGameFr", "ticketsLink", "ticketsLinkFr", "seriesStatus", "seriesUrl",
                    "specialEvent", "specialEventLogo", "teamLeaders");
    private static final Fields STATSAPI = Fields.always("gamePk", "gameType", "season", "gameDate", "status", "teams")
            .sometimes("link", "venue", "content", "linescore", "scoringPlays", "seriesSummary");

    private ScheduledGames() { }

    static ScheduledGame apiWeb(JsonObject game, LocalDate date) {
        String id = id(game, "id");
        game.compareWith(APIWEB);
        String state = game.requiredText("gameState");
        String schedule = game.text("gameScheduleState");
        JsonObject away = game.object("awayTeam");
        JsonObject home = game.object("homeTeam");
        Integer awayId = away.integer("id", 1);
        Integer homeId = home.integer("id", 1);
        ScheduledGameState known = ScheduledGameState.ofApiWeb(state, schedule);
        reportUnknownState(game, "gameState", state, known != ScheduledGameState.UNKNOWN);
        reportUnknownState(game, "gameScheduleState", schedule, ScheduledGameState.isKnownScheduleState(schedule));
        return new ScheduledGame(id, GameId.season(id), game.requiredInteger("gameType", 0), date,
                known, schedule == null || schedule.equals("OK") ? state : state + "/" + schedule,
                awayId, NhlTeams.abbreviation(awayId, away.text("abbrev")),
                homeId, NhlTeams.abbreviation(homeId, home.text("abbrev")));
    }

    static ScheduledGame statsApi(JsonObject game, LocalDate date) {
        String id = id(game, "gamePk");
        game.compareWith(STATSAPI);
        JsonObject status = game.object("status");
        String state = status.requiredText("abstractGameState");
        String detailed = status.text("detailedState");
        JsonObject away = game.object("teams").object("away").object("team");
        JsonObject home = game.object("teams").object("home").object("team");
        Integer awayId = away.integer("id", 1);
        Integer homeId = home.integer("id", 1);
        ScheduledGameState known = ScheduledGameState.ofStatsApi(state, detailed);
        reportUnknownState(status, "abstractGameState", state, known != ScheduledGameState.UNKNOWN);
        return new ScheduledGame(id, GameId.season(id), gameType(game.requiredText("gameType")), date,
                known, detailed == null || detailed.equals(state) ? state : state + "/" + detailed,
                awayId, NhlTeams.abbreviation(awayId, away.text("abbreviation")),
                homeId, NhlTeams.abbreviation(homeId, home.text("abbreviation")));
    }

    private static void reportUnknownState(JsonObject object, String name, String word, boolean isKnown) {
        if (!isKnown) {
            object.odd(name, word);
        }
    }

    /** The number in api-web for a game type of statsapi. */
    private static int gameType(String letters) {
        return switch (letters) {
            case "PR" -> 1;
            case "R" -> 2;
            case "P" -> 3;
            case "A" -> 4;
            default -> OTHER_TYPE;
        };
    }

    private static String id(JsonObject game, String name) {
        String id = game.scalar(name);
        if (!GameId.isValid(id)) {
            throw game.invalid(name, "must be a game id of ten digits, but is " + (id == null ? "missing" : "'" + id + "'"));
        }
        return id;
    }
}
