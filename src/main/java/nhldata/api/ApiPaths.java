package nhldata.api;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import nhldata.boxscore.BioRequest;
import nhldata.boxscore.GameTask;
import nhldata.nhl.RosterKey;

/**
 * Paths of the API's documents, from the templates in the settings. Only digits, dates and team abbreviations are ever
 * inserted, so the content of a document cannot redirect a request.
 */
public final class ApiPaths {

    /** A path and its query, which may be null. */
    public record ApiPath(String path, String query) {
    }

    private final String schedule;
    private final String calendar;
    private final String boxscore;
    private final String roster;
    private final String player;

    public ApiPaths(String schedule, String calendar, String boxscore, String roster, String player) {
        this.schedule = schedule;
        this.calendar = calendar;
        this.boxscore = boxscore;
        this.roster = roster;
        this.player = player;
    }

    public ApiPath schedule(LocalDate from, LocalDate to) {
        return fill(schedule, Map.of("date", from.toString(), "end", to.toString()));
    }

    /** The path for a probe: a document that always exists. */
    public ApiPath scheduleOfToday() {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        return schedule(today, today);
    }

    public ApiPath calendar(LocalDate date) {
        return fill(calendar, Map.of("date", date.toString()));
    }

    public ApiPath boxscore(GameTask task) {
        return fill(boxscore, Map.of("game", task.game().gameId()));
    }

    /** The path of a roster, or of a player's landing page. */
    public ApiPath bio(BioRequest request) {
        RosterKey key = request.roster();
        return key == null ? fill(player, Map.of("player", Integer.toString(request.player())))
                : fill(roster, Map.of("team", checked(key.teamAbbreviation(), "[A-Z]{2,4}"), "season", checked(key.season(), "\\d{8}")));
    }

    private static String checked(String value, String pattern) {
        if (!value.matches(pattern)) {
            throw new IllegalArgumentException("not valid in a URL: \"" + value + "\"");
        }
        return value;
    }

    private static ApiPath fill(String template, Map<String, String> values) {
        String filled = template;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        int query = filled.indexOf('?');
        return query < 0 ? new ApiPath(filled, null) : new ApiPath(filled.substring(0, query), filled.substring(query + 1));
    }
}
