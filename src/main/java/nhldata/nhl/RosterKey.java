package nhldata.nhl;

import java.util.regex.Pattern;

/** Identifies a roster, {@code /v1/roster/{teamAbbreviation}/{season}}. Both parts are validated, since they become part of a URL. */
public record RosterKey(String teamAbbreviation, String season) {
    private static final Pattern SEASON = Pattern.compile("[0-9]{8}");

    public RosterKey {
        if (!isAbbreviation(teamAbbreviation)) {
            throw new IllegalArgumentException("not a team's abbreviation: '" + teamAbbreviation + "'");
        }
        if (season == null || !SEASON.matcher(season).matches()) {
            throw new IllegalArgumentException("not a season of eight digits: '" + season + "'");
        }
    }

    static boolean isAbbreviation(String text) {
        return text != null && text.length() >= 2 && text.length() <= 4 && text.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    }
}
