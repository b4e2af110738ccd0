package nhldata.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;

/** The fields that a game has in schedules and box scores alike, as known at one time, under one of its days. */
final class GameJson {
    private static final String LOGOS = "https://assets.nhle.com/logos/nhl/svg/";
    private final Game game;
    private final LocalDate day;
    private final Instant now;
    private final boolean postponed;
    /** Whether it was played on this day and is over. */
    final boolean played;

    GameJson(Game game, LocalDate day, Instant now) {
        this.game = game;
        this.day = day;
        this.now = now;
        this.postponed = day.equals(game.postponedFrom());
        this.played = !postponed && game.over(now);
    }

    ObjectNode json() {
        return Json.object().put("id", game.id()).put("season", game.season().id()).put("gameType", game.type().code);
    }

    void putStart(ObjectNode json) {
        json.put("startTimeUTC", (postponed ? game.firstStart() : game.start()).toString());
        json.put("easternUTCOffset", Team.Zone.EASTERN.utcOffset(day)).put("venueUTCOffset", game.home().zone().utcOffset(day));
    }

    /** On the day from which a game was postponed it stays FUT. */
    void putState(ObjectNode json) {
        json.put("gameState", (postponed ? Game.State.FUT : game.state(now)).name());
        json.put("gameScheduleState", postponed && game.postponedBy(now) ? "PPD" : "OK");
    }

    void putPeriod(ObjectNode json) {
        json.putObject("periodDescriptor").put("number", played ? game.score().lastPeriod() : 1)
                .put("periodType", (played ? game.score().ending() : Score.Ending.REG).name()).put("maxRegulationPeriods", 3);
    }

    void putOutcome(ObjectNode json) {
        json.putObject("gameOutcome").put("lastPeriodType", game.score().ending().name());
    }

    static void putStoppedClock(ObjectNode json) {
        json.putObject("clock").put("timeRemaining", "00:00").put("secondsRemaining", 0).put("running", false).put("inIntermission", false);
    }

    static void putPlaceNames(ObjectNode json, Team team) {
        json.set("placeName", Json.text(team.placeName()));
        json.set("placeNameWithPreposition", Json.text(team.placeName()));
    }

    static void putLogos(ObjectNode json, Team team) {
        json.put("logo", logo(team)).put("darkLogo", LOGOS + team.abbrev() + "_dark.svg");
    }

    static String logo(Team team) {
        return LOGOS + team.abbrev() + "_light.svg";
    }
}
