package nhldata.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import nhldata.Application;
import nhldata.Settings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "dlq", mixinStandardHelpOptions = true, subcommands = CommandLine.HelpCommand.class,
        description = "Dead letters: games and schedules that stayed broken after all retries.")
final class DeadLetterCommand implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the open dead letters.")
    int list(@Option(names = "--json", description = "Print them as JSON.") boolean json) throws Exception {
        DeadLetterDesk desk = new DeadLetterDesk(Settings.load());
        System.out.println(json ? new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(desk.open()) : desk.list());
        return ExitCode.DONE;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows the dead letters of a game, the latest first, with what was received.")
    int show(@Parameters(paramLabel = "GAME", description = "Ten digits; of a schedule its date, or the word schedule for all.") String game) throws Exception {
        System.out.println(new DeadLetterDesk(Settings.load()).show(game));
        return ExitCode.DONE;
    }

    @Command(name = "replay", mixinStandardHelpOptions = true, description = "Sends the games with an open dead letter through the routes again.")
    int replay(@Parameters(paramLabel = "GAME", arity = "0..1", defaultValue = "", description = "Ten digits; without it all of them.") String game)
            throws Exception {
        DeadLetterDesk.checkReplay(game);
        try (Application application = Application.start(RunningStack.join(Settings.load())); Progress progress = Progress.lines()) {
            Map<String, Object> run = application.replay(game);
            progress.close();
            System.out.println(Summary.of("replay", run, progress.seconds()));
            return ExitCode.of(run);
        }
    }

    @Command(name = "discard", mixinStandardHelpOptions = true, description = "Sets a dead letter aside: nobody will be told of it again.")
    int discard(@Parameters(paramLabel = "GAME", description = "Ten digits; of a schedule its date, or the word schedule for all.") String game,
            @Option(names = "--why", required = true, description = "The reason, kept in the ledger.") String why) throws Exception {
        System.out.println(new DeadLetterDesk(Settings.load()).discard(game, why));
        return ExitCode.DONE;
    }
}
