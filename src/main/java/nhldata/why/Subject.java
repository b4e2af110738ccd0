package nhldata.why;

import java.sql.Connection;
import java.sql.SQLException;
import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/** A player, who may be a goalie, or a team of the marts. */
public record Subject(String kind, int id, String name, String detail, Integer firstSeason, Integer lastSeason) {

    private static final int CANDIDATES = 20;

    /** What a name is compared by, the strictest first: the first one that fits any name decides. */
    private static final List<BiPredicate<String, String>> RULES = List.of(
            String::equals,
            (name, wanted) -> (" " + name + " ").contains(" " + wanted + " "),
            String::contains,
            (name, wanted) -> name.replace(" ", "").contains(wanted.replace(" ", "")));

    /** No subject, or several: the message lists the names to choose from. */
    public static final class NotFoundException extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        private final transient List<Subject> candidates;

        NotFoundException(String message, List<Subject> candidates) {
            super(message);
            this.candidates = candidates;
        }

        /** Empty if nobody has such a name. */
        public List<Subject> candidates() {
            return candidates;
        }
    }

    boolean isTeam() {
        return kind.equals("team");
    }

    /** As in {@code Sebastian Aho (center, Carolina Hurricanes, 2016-17 to 2024-25)}. */
    public String description() {
        return name + " (" + detail + (firstSeason == null ? "" : ", " + Question.seasonName(firstSeason)
                + (firstSeason.equals(lastSeason) ? "" : " to " + Question.seasonName(lastSeason))) + ")";
    }

    /**
     * @param words id, abbreviation or any part of a name; case, accents, apostrophes and hyphens do not matter
     * @param season one of the seasons of the subject, which tells namesakes apart; null if it does not matter
     * @throws NotFoundException if no name fits, or more than one
     */
    static Subject find(Connection connection, String words, Integer season) throws SQLException {
        List<Map<String, String>> rows = Statements.rows(connection, "find-subjects");
        String wanted = fold(words);
        Set<Subject> found = new LinkedHashSet<>();
        if (wanted.matches("\\d+")) {
            rows.stream().filter(row -> row.get("id").equals(wanted)).map(Subject::of).forEach(found::add);
        } else if (!wanted.isBlank()) {
            for (BiPredicate<String, String> rule : RULES) {
                rows.stream().filter(row -> rule.test(fold(row.get("word")), wanted)).map(Subject::of).forEach(found::add);
                if (!found.isEmpty()) {
                    break;
                }
            }
        }
        List<Subject> then = found.stream().filter(s -> season == null || s.firstSeason != null && s.firstSeason <= season && season <= s.lastSeason).toList();
        List<Subject> fitting = then.isEmpty() ? List.copyOf(found) : then;
        if (fitting.isEmpty()) {
            throw new NotFoundException("no player, goalie or team of the marts has \"" + words + "\" in the name", List.of());
        }
        if (fitting.size() > 1) {
            throw new NotFoundException(fitting.size() + " names fit \"" + words + "\"; give more of the name, or the id:\n"
                    + fitting.stream().limit(CANDIDATES).map(s -> "  " + s.id + "  " + s.description()).collect(Collectors.joining("\n"))
                    + (fitting.size() > CANDIDATES ? "\n  and " + (fitting.size() - CANDIDATES) + " more" : ""),
                    fitting.stream().limit(CANDIDATES).toList());
        }
        return fitting.get(0);
    }

    private static Subject of(Map<String, String> row) {
        return new Subject(row.get("kind"), Integer.parseInt(row.get("id")), row.get("name"), row.get("detail"), season(row.get("first_season")), season(row.get("last_season")));
    }

    private static Integer season(String season) {
        return season == null ? null : Integer.valueOf(season);
    }

    /** Without case, accents, apostrophes and dots; hyphens are spaces. The character ø is an o, æ is ae. */
    static String fold(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT)
                .replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("ð", "d").replace("ı", "i").replace("æ", "ae").replace("œ", "oe").replace("ß", "ss").replace("þ", "th")
                .replaceAll("['’‘`´.,]", "").replaceAll("[\\s\\p{Pd}]+", " ").strip();
    }
}
