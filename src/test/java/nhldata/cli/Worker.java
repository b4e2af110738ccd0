package nhldata.cli;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import nhldata.app.Application;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.status.ExitCode;

/**
 * The program in a process that is warm: it reads commands from standard input, each with the settings of its world, and does
 * them one after the other as {@link Main} would. Everything else is as in a fresh process: signals, kills, exit codes, what
 * is printed. Nobody gives two commands of one history to the same process, so that a command that has ended is a process
 * that the next command can see is not at work.
 *
 * <p>A line is the file of the settings and the arguments, with tabs between them; the answer is {@code exit CODE THREADS},
 * with the names of the threads that a command left behind.
 */
final class Worker {

    /** The daily run as the service's clock starts it, and the end of the service after it: there is no command for that. */
    private static final String DAILY = "scheduled-run";
    private static final int SECONDS_OF_A_DAILY_RUN = 60;

    private Worker() {
    }

    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        PrintStream output = new PrintStream(new FileOutputStream(arguments[0], true), true, StandardCharsets.UTF_8);
        System.setOut(output);
        System.setErr(output);
        System.setProperty("nhldata.log", "nhldata-verbs");
        Properties own = new Properties();
        own.putAll(System.getProperties());
        answers.println("ready");
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] parts = line.split("\t");
            String[] command = Arrays.copyOfRange(parts, 1, parts.length);
            output.println("--- " + String.join(" ", command));
            Properties properties = new Properties();
            properties.putAll(own);
            try (Reader file = Files.newBufferedReader(Path.of(parts[0]))) {
                properties.load(file);
            }
            System.setProperties(properties);
            int code = command[0].equals(DAILY) ? dailyRun() : Main.commandLine().execute(command);
            answers.println("exit " + code + " " + String.join(",", threadsLeft()));
        }
        System.exit(0);
    }

    /** It was due a quarter of an hour ago, and nobody did it: a service that starts makes up for it within a second. */
    private static int dailyRun() {
        ZonedDateTime due = ZonedDateTime.now(ZoneOffset.UTC).minusMinutes(15).minusSeconds(1);
        Settings settings = Settings.load().with("nhl.schedule.enabled", true).with("nhl.marts.enabled", false)
                .with("nhl.schedule.cron", due.getSecond() + " " + due.getMinute() + " " + due.getHour() + " * * ?");
        try (Application application = Application.start(settings); Connection connection = new Database(settings).connect()) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_OF_A_DAILY_RUN);
            while (System.nanoTime() < end) {
                if (isDone(connection, settings, application.owner())) {
                    return ExitCode.DONE;
                }
                TimeUnit.MILLISECONDS.sleep(60);
            }
            return ExitCode.FAILED;
        } catch (Exception e) {
            return new FailureMessage().handleExecutionException(e, Main.commandLine(), null);
        }
    }

    private static boolean isDone(Connection connection, Settings settings, String owner) {
        try (Connection another = connection.isClosed() ? new Database(settings).connect() : null;
                PreparedStatement query = (another == null ? connection : another).prepareStatement("select from etl.daily_start where owner = ? and done_at is not null")) {
            query.setString(1, owner);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            return false;
        }
    }

    /** Threads that would keep a process of its own alive, or still do the program's work. */
    private static List<String> threadsLeft() throws InterruptedException {
        List<String> left = List.of();
        for (int look = 0; look < 100; look++) {
            left = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> !thread.isDaemon() && thread != Thread.currentThread() && !thread.getName().equals("DestroyJavaVM")
                            || thread.getName().startsWith("Camel ") || thread.getName().startsWith("Hikari"))
                    .map(thread -> thread.getName().replaceAll("\\s+", "_")).toList();
            if (left.isEmpty()) {
                break;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return left;
    }
}
