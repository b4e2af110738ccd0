package nhldata.api;

/** A roster to ask for: {@code /v1/roster/{teamAbbreviation}/{season}}. Both parts are checked, they go into a URL. */
public record RosterKey(String teamAbbreviation, String season) {
    public RosterKey {
        if (!isAbbreviation(teamAbbreviation)) {
            throw new IllegalArgumentException("not a team's abbreviation: '" + teamAbbreviation + "'");
        }
        if (season == null || !season.matches("[0-9]{8}")) {
            throw new IllegalArgumentException("not a season of eight digits: '" + season + "'");
        }
    }

    static boolean isAbbreviation(String text) {
        return text != null && text.length() >= 2 && text.length() <= 4 && text.chars().allMatch(c -> c >= 'A' && c <= 'Z');
    }
}
