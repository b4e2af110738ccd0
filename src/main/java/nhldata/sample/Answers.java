package nhldata.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From the path of a request to its document. */
final class Answers {
    private static final Pattern DAY = Pattern.compile("/v1/(schedule|score)/([^/]+)");
    private static final Pattern BOX_SCORE = Pattern.compile("/v1/gamecenter/([0-9]{10})/boxscore");
    private static final Pattern ROSTER = Pattern.compile("/v1/roster/([A-Z]{3})/([0-9]{8})");
    private static final Pattern LANDING = Pattern.compile("/v1/player/([0-9]{7})/landing");
    private final League league = new League();
    private final Clock clock;

    Answers(Clock clock) {
        this.clock = clock;
    }

    /** 404 for what the league does not have, 400 for a date that is none. */
    Answer to(String path) {
        Instant now = clock.instant();
        Matcher day = DAY.matcher(path);
        if (day.matches()) {
            return ofDay(day.group(1), day.group(2), now);
        }
        Matcher boxScore = BOX_SCORE.matcher(path);
        if (boxScore.matches()) {
            return Answer.of(boxScore(boxScore.group(1), now));
        }
        Matcher roster = ROSTER.matcher(path);
        if (roster.matches()) {
            return Answer.of(roster(roster.group(1), roster.group(2), now));
        }
        Matcher landing = LANDING.matcher(path);
        if (landing.matches()) {
            return Answer.of(league.landing(Integer.parseInt(landing.group(1)), now));
        }
        return Answer.of(Optional.empty());
    }

    private Answer ofDay(String kind, String day, Instant now) {
        LocalDate date;
        try {
            date = LocalDate.parse(day);
        } catch (DateTimeException e) {
            return Answer.refusal(400, "not a date (yyyy-mm-dd)");
        }
        if (!Season.exists(date.getYear() - 1) || !Season.exists(date.getYear() + 1)) {
            return Answer.of(Optional.empty());
        }
        return Answer.of(Optional.of(kind.equals("schedule") ? ScheduleDocument.of(league, date, now)
                : ScoreDocument.of(league, date, now)));
    }

    /** The game of those who are not of the league has no box score here. */
    private Optional<ObjectNode> boxScore(String id, Instant now) {
        long number = Long.parseLong(id);
        return number > Integer.MAX_VALUE ? Optional.empty() : league.game((int) number)
                .filter(game -> game.home().inLeague()).map(game -> BoxScoreDocument.of(league, game, now));
    }

    private Optional<ObjectNode> roster(String abbrev, String id, Instant now) {
        Season season = new Season(Integer.parseInt(id.substring(0, 4)));
        boolean known = Season.exists(season.startYear()) && String.valueOf(season.id()).equals(id);
        return known ? Teams.byAbbrev(abbrev).flatMap(team -> league.roster(team, season, now)) : Optional.empty();
    }
}
