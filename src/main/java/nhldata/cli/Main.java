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

/** The command line: one class per command. Exit codes: 0 done, 1 failed, 2 done with dead-lettered games, 64 usage. */
@Command(name = "nhldata", version = "nhldata 1.0.0", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Fetches finished NHL games, stores the stats of each player as CSV in S3 and loads them into PostgreSQL.",
        footer = {"", "Exit codes: 0 done, 1 failed, 2 done with dead-lettered games, 64 usage.",
            "Settings are environment variables, or files named by NAME_FILE; see docs/settings.md.", "Completion: source <(nhldata completion)"},
        subcommands = {RunCommand.class, SweepCommand.class, BackfillCommand.class, LoadCommand.class, MigrateCommand.class, RederiveCommand.class, RetentionCommand.class, StatusCommand.class, RunsCommand.class,
            DeadLetterCommand.class, ExceptionsCommand.class, MartsCommand.class, CheckCommand.class, LeadersCommand.class, WhyCommand.class, HawtioCommand.class, DoctorCommand.class, NotifyCommand.class, CompletionCommand.class})
public final class Main implements Runnable {

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    public static void main(String[] args) {
        fixLocaleAndEncoding();
        requireSupported(Charset.defaultCharset());
        // before anything logs: the service and the other commands write to separate log files
        boolean service = args.length > 0 && args[0].equals("run");
        System.setProperty("nhldata.log", service ? "nhldata" : "nhldata-verbs");
        String format = Objects.requireNonNullElse(System.getenv("NHLDATA_LOG_FORMAT"), "");
        if (!List.of("", "text", "json").contains(format)) {
            System.err.println("nhldata: NHLDATA_LOG_FORMAT must be text or json, not \"" + format + "\"");
            System.exit(ExitCode.USAGE);
        }
        try {
            OutboundProxy.adopt(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println("nhldata: " + e.getMessage());
            System.exit(ExitCode.USAGE);
        }
        if (List.of(args).contains("--json")) {
            JsonOutput.reserveStandardOutput();
        }
        System.exit(program(service).execute(args));
    }

    /**
     * Makes the output the same on every machine: locale ROOT and UTF-8. JDK 17 takes both from the environment, and cron,
     * systemd and docker exec set neither.
     */
    private static void fixLocaleAndEncoding() {
        Locale.setDefault(Locale.ROOT);
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    }

    /** Only JDK 17 has a default other than UTF-8. Camel reads its own files in the default encoding: they are ASCII, so UTF-8 and ASCII work. */
    private static void requireSupported(Charset encoding) {
        if (!encoding.equals(StandardCharsets.UTF_8) && !encoding.equals(StandardCharsets.US_ASCII)) {
            System.err.println("nhldata: unsupported default encoding " + encoding + " of this JVM: start it with bin/nhldata, or with java -Dfile.encoding=UTF-8");
            System.exit(ExitCode.FAILED);
        }
    }

    /** The service always logs, so logback reads its configuration in the background while picocli reads the commands. */
    private static CommandLine program(boolean service) {
        if (!service) {
            return commandLine();
        }
        Background<?> logging = Background.begin("start-logging", LoggerFactory::getILoggerFactory);
        CommandLine program = commandLine();
        logging.get();
        return program;
    }

    /** Applies the settings common to all commands: picocli does not inherit the exit codes of an annotation. */
    static CommandLine commandLine() {
        CommandLine program = new CommandLine(new Main())
                .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8))
                // wide enough that no example is wrapped and each can be copied
                .setUsageHelpWidth(120)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new FailureMessage());
        setUsageExitCode(program);
        return program;
    }

    private static void setUsageExitCode(CommandLine command) {
        command.getCommandSpec().exitCodeOnInvalidInput(ExitCode.USAGE);
        command.getSubcommands().values().forEach(Main::setUsageExitCode);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
