package nhldata.why;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import nhldata.status.Rows;
import nhldata.status.Table;

/** A trace in words, for the terminal and the page. */
public final class Explanation {

    private static final int GAMES = 10;

    private final Trace trace;

    public Explanation(Trace trace) {
        this.trace = trace;
    }

    static String scope(Question question, Integer season) {
        if (question.game() != null) {
            return "game " + question.game();
        }
        String phase = question.phase() == Question.Phase.TOGETHER ? "regular season and playoffs" : question.phase().label();
        return phase + (season == null ? " of all loaded seasons" : " " + Question.seasonName(season));
    }

    private String scope() {
        return scope(trace.question(), trace.season());
    }

    /** As in {@code Nikita Kucherov, regular season 2024-25, points: 121 = 37 goals + 84 assists in 78 games; sum of the games: 121, equal}. */
    public String answer() {
        String subject = trace.subject().name() + ", " + scope() + ", " + trace.statistic().name() + ": ";
        return subject + (trace.isOfAGame() && trace.games().isEmpty() ? "no row in this game" : value() + "; " + check());
    }

    private String value() {
        if (trace.mart() != null && trace.row() == null) {
            return "not in the marts";
        }
        Amount games = trace.inMartGames();
        long played = trace.games().stream().filter(game -> game.marts() != null && game.isPlayed()).count();
        return Amount.text(trace.inMart(), trace.decimals()) + (games.parts().isEmpty() || !trace.isSum(games) ? "" : " = " + games.parts())
                + (trace.isOfAGame() ? "" : " in " + count(played, "game"));
    }

    private String check() {
        String rows = sum(trace.inRows());
        if (trace.isOfAGame()) {
            return "game_stats: " + rows;
        }
        String games = sum(trace.inMartGames());
        return trace.isSum(trace.inMartGames()) && trace.isSum(trace.inRows()) ? "sum of the games: " + games : "sum of the games in the marts: " + games + "; in game_stats: " + rows;
    }

    private String sum(Amount games) {
        return Amount.text(games.value(), trace.decimals()) + (trace.isSum(games) ? ", equal" : ", not equal");
    }

    private static String count(long number, String word) {
        return number + " " + word + (number == 1 ? "" : "s");
    }

    /** What to know about the number: why marts and game_stats differ, what is missing, and the command to run. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (!trace.dataWarning().isEmpty()) {
            notes.add(trace.dataWarning());
        }
        if (trace.mart() != null && trace.row() == null) {
            notes.add("mart " + trace.mart() + " has no row of " + trace.subject().name() + " for the " + scope());
        } else if (!trace.isSum(trace.inMartGames())) {
            notes.add("the row of the mart is not the sum of its games, with which it was published: an error of the models. Run: nhldata marts --full-refresh");
        }
        List<TracedGame> noted = trace.games().stream().filter(game -> game.note() != null).sorted(Comparator.comparing(TracedGame::isEqual)).toList();
        noted.stream().limit(GAMES).forEach(game -> notes.add(game.note()));
        if (noted.size() > GAMES) {
            notes.add("and " + count(noted.size() - GAMES, "other game") + " that changed after the marts were published " + trace.publishedAt() + ", or that they do not have as they are");
        }
        if (trace.gamesMissing() != null) {
            notes.add("the marts lack " + trace.gamesMissing() + (trace.subject().isTeam() ? "" : " of the player's teams") + ", which the number cannot contain");
        }
        if (trace.inMartGames().unknown() > 0) {
            notes.add("the source does not state it for " + count(trace.inMartGames().unknown(), "game"));
        }
        for (Map<String, String> dates : trace.unreadDates()) {
            notes.add("games of " + dates.get("from_date") + " to " + dates.get("to_date") + " are not known, the schedule could not be read completely: " + dates.get("reason")
                    + ". Run: " + dates.get("next_command"));
        }
        return notes;
    }

    /** Where the number and its games are read. */
    public List<String> origins() {
        String of = trace.subject().isTeam() ? "team" : "player";
        String mart = trace.isOfAGame() ? trace.subject().isTeam() ? "team_game_results" : "player_game_log" : trace.mart() + "." + trace.column();
        return List.of("marts: " + mart + " of " + of + " " + trace.subject().id() + ", published " + trace.publishedAt(),
                "game_stats: " + String.join(", ", trace.statistic().sources()));
    }

    /** Everything, as {@code nhldata why} prints it. */
    public String asText() {
        StringBuilder text = new StringBuilder(answer()).append('\n');
        origins().forEach(origin -> text.append("  ").append(origin).append('\n'));
        notes().forEach(note -> text.append("! ").append(note).append('\n'));
        List<TracedGame> shown = trace.shown();
        if (!shown.isEmpty()) {
            Table table = new Table("date", "game", "opponent", "marts", "game_stats", "fetched (UTC)", "CSV", "its version", "raw document");
            shown.forEach(game -> table.add(game.date(), game.id(), game.opponent(), game.martText(), game.rowText(), game.fetched(), game.csv(), game.csvVersion(), game.document()));
            int idle = trace.games().size() - shown.size();
            text.append("\ngames").append(idle == 0 ? "" : ", and " + count(idle, "other") + " in which he did not play").append('\n').append(table);
        }
        section(text, "corrections of these columns since the games were first loaded (UTC)", trace.corrections());
        section(text, "data-quality exceptions of these games", trace.exceptions());
        section(text, "games that are missing, or without a row", trace.missingShown());
        return text.toString();
    }

    private static void section(StringBuilder text, String title, List<Map<String, String>> rows) {
        text.append('\n').append(title).append(rows.isEmpty() ? ": none\n" : "\n" + Rows.table(rows));
    }
}
