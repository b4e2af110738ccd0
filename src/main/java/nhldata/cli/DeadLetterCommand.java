package nhldata.cli;

import java.util.List;
import java.util.Map;
import nhldata.Application;
import nhldata.Settings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the open dead letters.",
            footer = {"", "Examples:", "  nhldata dlq list", "  nhldata dlq list --json"})
    int list(@Mixin JsonAnswer answer) throws Exception {
        DeadLetterDesk desk = new DeadLetterDesk(Settings.load());
        if (answer.isWanted()) {
            answer.print(desk.open());
        } else {
            System.out.println(desk.list());
        }
        return ExitCode.DONE;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows the dead letters of a game, the latest first, with what was received.",
            footer = {"", "Example:", "  nhldata dlq show 2019030042"})
    int show(@Parameters(paramLabel = "GAME", description = "Ten digits; of a schedule its date, or the word schedule for all.") String game,
            @Mixin JsonAnswer answer) throws Exception {
        DeadLetterDesk desk = new DeadLetterDesk(Settings.load());
        if (answer.isWanted()) {
            answer.print(desk.letters(game));
        } else {
            System.out.println(desk.show(game));
        }
        return ExitCode.DONE;
    }

    @Command(name = "replay", mixinStandardHelpOptions = true, description = "Sends the games with an open dead letter through the routes again.",
            footer = {"", "Examples:", "  nhldata dlq replay 2019030042", "  nhldata dlq replay"})
    int replay(@Parameters(paramLabel = "GAME", arity = "0..1", defaultValue = "", description = "Ten digits; without it all of them.") String game,
            @Mixin JsonAnswer answer) throws Exception {
        DeadLetterDesk.checkReplay(game);
        try (Application application = Application.start(RunningStack.join(Settings.load())); Progress progress = Progress.lines(application)) {
            Map<String, Object> run = application.replay(game);
            progress.close();
            Summary.print(answer, "replay", run, progress.seconds());
            return ExitCode.of(run);
        }
    }

    @Command(name = "discard", mixinStandardHelpOptions = true, description = "Sets a dead letter aside: nobody will be told of it again.",
            footer = {"", "Example:", "  nhldata dlq discard 2019030042 --why \"no such game\""})
    int discard(@Parameters(paramLabel = "GAME", description = "Ten digits; of a schedule its date, or the word schedule for all.") String game,
            @Option(names = "--why", required = true, description = "The reason, kept in the ledger.") String why) throws Exception {
        System.out.println(new DeadLetterDesk(Settings.load()).discard(game, why));
        return ExitCode.DONE;
    }
}
