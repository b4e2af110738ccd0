package nhldata.cli;

import nhldata.config.Settings;
import nhldata.status.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "exceptions", mixinStandardHelpOptions = true, subcommands = CommandLine.HelpCommand.class,
        description = "Quarantined games (a check failed, so the marts exclude them) and the exceptions that an operator has accepted.")
final class ExceptionsCommand implements Runnable {

    private static final String GAME = "Game id (ten digits).";
    private static final String CHECK = "Name of the check as printed by list; all checks of the game if omitted.";
    private static final String WHY = "The reason, recorded in the ledger.";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the quarantined games, with the conflicting values and the file, and the accepted exceptions.",
            footer = {"", "Examples:", "  nhldata exceptions list", "  nhldata exceptions list --json"})
    int list(@Mixin JsonOutput output) throws Exception {
        GameExceptions exceptions = new GameExceptions(Settings.load());
        if (output.isRequested()) {
            output.print(exceptions.all());
        } else {
            System.out.println(exceptions.list());
        }
        return ExitCode.DONE;
    }

    @Command(name = "accept", mixinStandardHelpOptions = true, description = "Accepts a quarantined game as it is: the next build of the marts includes it. The acceptance ends when the figures that a check found change.",
            footer = {"", "Examples:", "  nhldata exceptions accept 2019030042 --why \"the league credits nobody with the goal\"",
                "  nhldata exceptions accept 2019030042 --check \"goals are the score\" --why \"an own goal\""})
    int accept(@Parameters(paramLabel = "GAME", description = GAME) String game, @Option(names = "--check", description = CHECK) String check,
            @Option(names = "--why", required = true, description = WHY) String why) throws Exception {
        System.out.println(new GameExceptions(Settings.load()).accept(game, check, why));
        return ExitCode.DONE;
    }

    @Command(name = "withdraw", mixinStandardHelpOptions = true,
            description = "Withdraws an accepted exception, including one shipped with nhldata: the next build of the marts checks the game again.",
            footer = {"", "Example:", "  nhldata exceptions withdraw 2019030042 --why \"the goal has been credited since\""})
    int withdraw(@Parameters(paramLabel = "GAME", description = GAME) String game, @Option(names = "--check", description = CHECK) String check,
            @Option(names = "--why", required = true, description = WHY) String why) throws Exception {
        System.out.println(new GameExceptions(Settings.load()).withdraw(game, check, why));
        return ExitCode.DONE;
    }
}
