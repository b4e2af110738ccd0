package nhldata.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import nhldata.api.OutboundProxy;
import nhldata.process.Background;
import nhldata.status.ExitCode;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: one verb per class. Exit codes: 0 all done, 1 failed, 2 done but some games are dead letters, 64 usage. */
@Command(name = "nhldata", version = "nhldata 1.0.0", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Fetches finished NHL games, stores each player's line as CSV in S3 and loads it into PostgreSQL.",
        footer = {"", "Exit codes: 0 all done, 1 failed, 2 done but some games are dead letters, 64 usage.",
            "Settings are environment variables, or files that NAME_FILE names; docs/settings.md has the table.", "Completion: source <(nhldata completion)"},
        subcommands = {RunCommand.class, SweepCommand.class, BackfillCommand.class, LoadCommand.class, MigrateCommand.class, RederiveCommand.class, StatusCommand.class,
            DeadLetterCommand.class, ExceptionsCommand.class, MartsCommand.class, CheckCommand.class, LeadersCommand.class, HawtioCommand.class, DoctorCommand.class, NotifyCommand.class, CompletionCommand.class})
public final class Main implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] args) {
        speakAlike();
        refuseEncoding(Charset.defaultCharset());
        // before anything logs: the service and the verbs beside it each have a log file
        boolean service = args.length > 0 && args[0].equals("run");
        System.setProperty("nhldata.log", service ? "nhldata" : "nhldata-verbs");
        String format = Objects.requireNonNullElse(System.getenv("NHLDATA_LOG_FORMAT"), "");
        if (!List.of("", "text", "json").contains(format)) {
            System.err.println("nhldata: NHLDATA_LOG_FORMAT is text or json, not \"" + format + "\"");
            System.exit(ExitCode.USAGE);
        }
        try {
            OutboundProxy.adopt(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println("nhldata: " + e.getMessage());
            System.exit(ExitCode.USAGE);
        }
        if (List.of(args).contains("--json")) {
            JsonOutput.keepStandardOutputForIt();
        }
        System.exit(program(service).execute(args));
    }

    /**
     * The same words, digits and bytes on every machine: a library that asks for the locale gets none, and what is printed
     * is UTF-8. JDK 17 takes the encoding of both from the environment, and cron, systemd and docker exec have none.
     */
    private static void speakAlike() {
        Locale.setDefault(Locale.ROOT);
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    }

    /** JDK 17 alone has another than UTF-8. Camel, which takes it for that of its own files, can do with ASCII, and with no third one. */
    private static void refuseEncoding(Charset encoding) {
        if (!encoding.equals(StandardCharsets.UTF_8) && !encoding.equals(StandardCharsets.US_ASCII)) {
            System.err.println("nhldata: the default encoding of this JVM is " + encoding + ": start it with bin/nhldata, or with java -Dfile.encoding=UTF-8");
            System.exit(ExitCode.FAILED);
        }
    }

    /** The service logs in any case, so that logback reads its configuration while picocli reads the commands. */
    private static CommandLine program(boolean service) {
        if (!service) {
            return commandLine();
        }
        Background<?> logging = Background.begin("start-logging", LoggerFactory::getILoggerFactory);
        CommandLine program = commandLine();
        logging.get();
        return program;
    }

    /** With what holds for every verb: picocli hands an annotation's exit code down to none of them. */
    static CommandLine commandLine() {
        CommandLine program = new CommandLine(new Main())
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                // wide enough that no example is broken in two: it would not be what a person can copy
                .setUsageHelpWidth(120)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new FailureMessage());
        endsWithUsage(program);
        return program;
    }

    private static void endsWithUsage(CommandLine command) {
        command.getCommandSpec().exitCodeOnInvalidInput(ExitCode.USAGE);
        command.getSubcommands().values().forEach(Main::endsWithUsage);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
