package nhldata.cli;

import nhldata.app.Application;
import nhldata.config.Settings;
import nhldata.deadletter.DeadLetterService;
import nhldata.run.RunRequest;
import nhldata.run.RunResult;
import nhldata.status.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "dlq", mixinStandardHelpOptions = true, subcommands = CommandLine.HelpCommand.class,
        description = "Dead letters: games and schedules that failed after all retries.")
final class DeadLetterCommand implements Runnable {

    private static final String GAME = "A game id (ten digits), a date (its games and its schedule), or the word schedule or message.";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the open dead letters.",
            footer = {"", "Examples:", "  nhldata dlq list", "  nhldata dlq list --json"})
    int list(@Mixin JsonOutput output) throws Exception {
        DeadLetterService service = new DeadLetterService(Settings.load());
        if (output.isRequested()) {
            output.print(service.open());
        } else {
            System.out.println(service.list());
        }
        return ExitCode.DONE;
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows the dead letters of a game, latest first, with the received payload.",
            footer = {"", "Example:", "  nhldata dlq show 2019030042"})
    int show(@Parameters(paramLabel = "GAME", description = GAME) String game,
            @Mixin JsonOutput output) throws Exception {
        DeadLetterService service = new DeadLetterService(Settings.load());
        if (output.isRequested()) {
            output.print(service.deadLetters(game));
        } else {
            System.out.println(service.show(game));
        }
        return ExitCode.DONE;
    }

    @Command(name = "replay", mixinStandardHelpOptions = true, description = "Processes the games with an open dead letter again: all, those of a game, a date, a stage or a reason.",
            footer = {"", "Examples:", "  nhldata dlq replay 2019030042", "  nhldata dlq replay --stage boxscore --reason api", "  nhldata dlq replay 2019030042 --force", "  nhldata dlq replay"})
    int replay(@Parameters(paramLabel = "GAME", arity = "0..1", defaultValue = "", description = "A game id (ten digits) or a date; all open dead letters if omitted.") String game,
            @Option(names = "--stage", paramLabel = "STAGE", defaultValue = "", description = "Only what failed in this stage: schedule, calendar, boxscore, store or load.") String stage,
            @Option(names = "--reason", paramLabel = "CLASS", defaultValue = "", description = "Only what failed for a reason of this class: api, document, storage, database or bug.") String reason,
            @Option(names = "--force", description = "Fetch the game again although it has no open dead letter.") boolean force,
            @Mixin JsonOutput output) throws Exception {
        RunRequest request = new DeadLetterService(Settings.load()).replay(game, stage, reason, force);
        try (Application application = Application.start(LocalStack.join(Settings.load())); Progress progress = Progress.lines(application)) {
            RunResult run = application.run(request);
            progress.close();
            RunSummary.print(output, "replay", run, progress.seconds());
            return ExitCode.of(run);
        }
    }

    @Command(name = "discard", mixinStandardHelpOptions = true, description = "Acknowledges and closes a dead letter: its game counts as done without rows, and no run fetches it automatically.",
            footer = {"", "Example:", "  nhldata dlq discard 2019030042 --why \"no such game\""})
    int discard(@Parameters(paramLabel = "GAME", description = GAME) String game,
            @Option(names = "--why", required = true, description = "The reason, recorded in the ledger.") String why) throws Exception {
        System.out.println(new DeadLetterService(Settings.load()).discard(game, why));
        return ExitCode.DONE;
    }

    @Command(name = "restore", mixinStandardHelpOptions = true, description = "Reverts a discard: the dead letter is open again.",
            footer = {"", "Example:", "  nhldata dlq restore 2019030042"})
    int restore(@Parameters(paramLabel = "GAME", description = GAME) String game) throws Exception {
        System.out.println(new DeadLetterService(Settings.load()).restore(game));
        return ExitCode.DONE;
    }
}
