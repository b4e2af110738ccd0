package nhldata.why;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is to be traced, as it was typed, checked for its form.
 *
 * @param season null for the latest, or all of them
 * @param game null for a season
 * @param statistic empty for the default
 */
public record Question(String subject, Integer season, boolean allSeasons, Phase phase, String game, String statistic) {

    private static final Pattern SEASON = Pattern.compile("(19[1-9]\\d|20\\d\\d)(?:-?(\\d\\d|\\d{4}))?");

    /** Regular season, playoffs, or both together, as the marts name them. */
    public enum Phase {
        REGULAR_SEASON("regular season", "{2}", ""), PLAYOFFS("playoffs", "{3}", "playoff_"), TOGETHER("together", "{2,3}", "total_");

        private final String label;
        private final String gameTypes;
        private final String prefix;

        Phase(String label, String gameTypes, String prefix) {
            this.label = label;
            this.gameTypes = gameTypes;
            this.prefix = prefix;
        }

        public String label() {
            return label;
        }

        String gameTypes() {
            return gameTypes;
        }

        /** Of the columns of this phase, in the marts that have all phases in a row. */
        String prefix() {
            return prefix;
        }

        /** @throws IllegalArgumentException if it is none */
        public static Phase of(String label) {
            for (Phase phase : values()) {
                if (phase.label.equals(label.strip().toLowerCase(Locale.ROOT))) {
                    return phase;
                }
            }
            throw new IllegalArgumentException("no phase \"" + label + "\"; there are: regular season, playoffs, together");
        }
    }

    /**
     * Absent values are null or empty.
     *
     * @param season 2024-25, 20242025 or 2024; all
     * @throws IllegalArgumentException if a value has no such form
     */
    public static Question of(String subject, String season, Phase phase, String game, String statistic) {
        if (blank(subject).isEmpty()) {
            throw new IllegalArgumentException("give a player, goalie or team: a name or part of it, an abbreviation or an id");
        }
        boolean all = blank(season).equals("all");
        Integer year = all || blank(season).isEmpty() ? null : season(season.strip());
        if (blank(game).isEmpty()) {
            return new Question(subject.strip(), year, all, phase, null, blank(statistic));
        }
        if (!game.strip().matches("[1-9]\\d{9}")) {
            throw new IllegalArgumentException("a game id is ten digits such as 2019030042, not \"" + game + "\"");
        }
        Integer ofGame = season(game.strip().substring(0, 4));
        if (all || year != null && !year.equals(ofGame)) {
            throw new IllegalArgumentException("game " + game.strip() + " is of the season " + seasonName(ofGame) + ", not " + season.strip());
        }
        return new Question(subject.strip(), ofGame, false, phase, game.strip(), blank(statistic));
    }

    private static Integer season(String season) {
        Matcher form = SEASON.matcher(season);
        int start = form.matches() ? Integer.parseInt(form.group(1)) : 0;
        String end = String.valueOf(start + 1);
        if (start == 0 || form.group(2) != null && !end.endsWith(form.group(2))) {
            throw new IllegalArgumentException("a season is 2024-25, 20242025 or 2024, not \"" + season + "\"");
        }
        return Integer.valueOf(start + end);
    }

    /** 20242025 as 2024-25. */
    public static String seasonName(int season) {
        String years = String.valueOf(season);
        return years.substring(0, 4) + "-" + years.substring(6);
    }

    private static String blank(String value) {
        return value == null ? "" : value.strip();
    }

    /** The game types of etl.game that count. */
    String gameTypes() {
        return game == null ? phase.gameTypes() : "{" + Integer.parseInt(game.substring(4, 6)) + "}";
    }
}
