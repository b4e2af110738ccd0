package nhldata.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers the path of a request. */
final class Endpoints {
    private static final Pattern DAY = Pattern.compile("/v1/(schedule|score)/([^/]+)");
    private static final Pattern BOX_SCORE = Pattern.compile("/v1/gamecenter/([0-9]{10})/boxscore");
    private static final Pattern ROSTER = Pattern.compile("/v1/roster/([A-Z]{3})/([0-9]{8})");
    private static final Pattern LANDING = Pattern.compile("/v1/player/([0-9]{7})/landing");
    private final League league = new League();
    private final Clock clock;

    /** @param body JSON */
    record Response(int status, byte[] body) {
        static Response error(int status, String message) {
            return new Response(status, Json.bytes(Json.object().put("error", message)));
        }
    }

    Endpoints(Clock clock) {
        this.clock = clock;
    }

    /** 404 for what the league does not have, 400 for an invalid date. */
    Response get(String path) {
        Instant now = clock.instant();
        try {
            return document(path, now).map(json -> new Response(200, Json.bytes(json)))
                    .orElseGet(() -> Response.error(404, "the sample league has no such document"));
        } catch (DateTimeParseException e) {
            return Response.error(400, "not a date (yyyy-mm-dd)");
        }
    }

    private Optional<ObjectNode> document(String path, Instant now) {
        Matcher day = DAY.matcher(path);
        if (day.matches()) {
            LocalDate date = LocalDate.parse(day.group(2));
            return Optional.of(date).filter(d -> Season.exists(d.getYear() - 1) && Season.exists(d.getYear() + 1))
                    .map(d -> day.group(1).equals("schedule") ? ScheduleDocument.week(league, d, now) : ScheduleDocument.scores(league, d, now));
        }
        Matcher boxScore = BOX_SCORE.matcher(path);
        if (boxScore.matches()) {
            return league.game(Long.parseLong(boxScore.group(1))).filter(game -> game.home().inLeague())
                    .map(game -> BoxScoreDocument.of(league, game, now));
        }
        Matcher roster = ROSTER.matcher(path);
        if (roster.matches()) {
            Season season = new Season(Integer.parseInt(roster.group(2).substring(0, 4)));
            boolean known = Season.exists(season.startYear()) && String.valueOf(season.id()).equals(roster.group(2));
            return known ? Team.byAbbrev(roster.group(1)).flatMap(team -> league.roster(team, season, now)) : Optional.empty();
        }
        Matcher landing = LANDING.matcher(path);
        return landing.matches() ? league.landing(Integer.parseInt(landing.group(1)), now) : Optional.empty();
    }
}
