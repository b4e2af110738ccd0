package nhldata.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: one verb per class. Exit codes: 0 all done, 1 failed, 2 done but some games are dead letters, 64 usage. */
@Command(name = "nhldata", version = "nhldata 1.0.0", mixinStandardHelpOptions = true, sortOptions = false,
        exitCodeOnInvalidInput = ExitCode.USAGE, exitCodeOnExecutionException = ExitCode.FAILED,
        description = "Fetches finished NHL games, stores each player's line as CSV in S3 and loads it into PostgreSQL.",
        footer = {"", "Exit codes: 0 all done, 1 failed, 2 done but some games are dead letters, 64 usage.",
            "Settings are environment variables; the README has the table."},
        subcommands = {RunCommand.class, SweepCommand.class, BackfillCommand.class, LoadCommand.class, StatusCommand.class,
            DeadLetterCommand.class, CheckCommand.class, LeadersCommand.class})
public final class Main implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] args) {
        CommandLine program = new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new FailureMessage());
        refuseWrongUsageWithItsOwnCode(program);
        System.exit(program.execute(args));
    }

    /** picocli's own code for it is 2, which here says that there are dead letters; verbs do not inherit the code above. */
    private static void refuseWrongUsageWithItsOwnCode(CommandLine command) {
        command.getCommandSpec().exitCodeOnInvalidInput(ExitCode.USAGE);
        command.getSubcommands().values().forEach(Main::refuseWrongUsageWithItsOwnCode);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
