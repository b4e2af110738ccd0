package nhldata.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What a game is in the schedule, the scores and its box score alike, as known at one time. */
final class GameJson {
    private static final String LOGOS = "https://assets.nhle.com/logos/nhl/svg/";
    private final Game game;
    private final Instant now;

    GameJson(Game game, Instant now) {
        this.game = game;
        this.now = now;
    }

    boolean over() {
        return game.over(now);
    }

    /** The arena and the time; {@code date} is the day under which the game is listed. */
    void putPlace(ObjectNode json, LocalDate date) {
        Instant start = date.equals(game.postponedFrom()) ? game.firstStart() : game.start();
        json.put("startTimeUTC", start.toString());
        json.put("easternUTCOffset", VenueZone.EASTERN.utcOffset(date));
        json.put("venueUTCOffset", game.home().zone().utcOffset(date));
    }

    /** On the day from which a game was moved it stays FUT for good, postponed. */
    void putState(ObjectNode json, LocalDate date) {
        boolean movedAway = date.equals(game.postponedFrom());
        json.put("gameState", movedAway ? Game.State.FUT.name() : game.state(now).name());
        json.put("gameScheduleState", movedAway && game.postponedBy(now) ? "PPD" : "OK");
    }

    void putPeriod(ObjectNode json, LocalDate date) {
        ObjectNode period = json.putObject("periodDescriptor");
        boolean over = over() && !date.equals(game.postponedFrom());
        period.put("number", over ? game.score().lastPeriod() : 1);
        period.put("periodType", over ? game.score().ending().name() : Score.Ending.REG.name());
        period.put("maxRegulationPeriods", 3);
    }

    void putOutcome(ObjectNode json) {
        json.putObject("gameOutcome").put("lastPeriodType", game.score().ending().name());
    }

    void putLinks(ObjectNode json, LocalDate date) {
        String teams = (game.away().abbrev() + "-vs-" + game.home().abbrev()).toLowerCase(Locale.ROOT);
        json.put("gameCenterLink", "/gamecenter/" + teams + "/"
                + DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT).format(date) + "/" + game.id());
    }

    void putStoppedClock(ObjectNode json) {
        json.putObject("clock").put("timeRemaining", "00:00").put("secondsRemaining", 0).put("running", false)
                .put("inIntermission", false);
    }

    static void putNames(ObjectNode json, Team team) {
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
