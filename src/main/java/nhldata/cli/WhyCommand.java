package nhldata.cli;

import java.sql.Connection;
import java.util.List;
import java.util.concurrent.Callable;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.status.ExitCode;
import nhldata.why.Explanation;
import nhldata.why.Question;
import nhldata.why.Trace;
import nhldata.why.TraceReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "why", mixinStandardHelpOptions = true,
        description = "Prints where a number of the marts comes from: the games it is the sum of, their rows in game_stats, CSVs and raw documents, corrections, "
                + "exceptions and missing games. Exit code 0 if the number is the sum of its games, else 2.",
        footer = {"", "Examples:", "  nhldata why kucherov --season 2019-20 --playoffs", "  nhldata why TBL --season 2019-20 --playoffs --stat wins",
            "  nhldata why kucherov --game 2019030042 --json"})
final class WhyCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "A player, goalie or team: any part of the name, without accents and case; an abbreviation; or an id.")
    private List<String> name;

    @Option(names = "--season", paramLabel = "SEASON", description = "2024-25, 20242025 or 2024; all for the totals of all seasons. The latest one of the player or team by default.")
    private String season;

    @Option(names = "--stat", paramLabel = "STATISTIC", description = "A column of the mart, such as points; points for a skater, save percentage for a goalie, "
            + "points for a team by default, wins in the playoffs. An unknown one prints those there are.")
    private String statistic;

    @Option(names = "--playoffs", description = "The playoffs; the regular season by default.")
    private boolean playoffs;

    @Option(names = "--together", description = "Regular season and playoffs together: goals, assists, points, games and time on ice of a player.")
    private boolean together;

    @Option(names = "--game", paramLabel = "GAME", description = "One game only: its id (ten digits).")
    private String game;

    @Mixin
    private JsonOutput output;

    @Override
    public Integer call() throws Exception {
        if (playoffs && together) {
            throw new IllegalArgumentException("--playoffs cannot be combined with --together");
        }
        Question question = Question.of(String.join(" ", name), season, together ? Question.Phase.TOGETHER : playoffs ? Question.Phase.PLAYOFFS
                : Question.Phase.REGULAR_SEASON, game, statistic);
        try (Connection connection = new Database(Settings.load()).connect()) {
            Trace trace = TraceReader.read(connection, question);
            if (output.isRequested()) {
                output.print(trace.asMap());
            } else {
                System.out.print(new Explanation(trace).asText());
            }
            return trace.agrees() ? ExitCode.DONE : ExitCode.PARTIAL;
        }
    }
}
