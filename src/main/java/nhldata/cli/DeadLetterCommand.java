package nhldata.cli;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import nhldata.Application;
import nhldata.Database;
import nhldata.ObjectStore;
import nhldata.Settings;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.s3.S3Client;

@Command(name = "dlq", mixinStandardHelpOptions = true, subcommands = CommandLine.HelpCommand.class,
        description = "Dead letters: games and schedules that stayed broken after all retries.")
final class DeadLetterCommand implements Runnable {

    private static final int BYTES_SHOWN = 2_000;

    private static final String OPEN = """
            select coalesce(game_id::text, 'schedule') as game, game_date, stage, reason_class as class, attempts,
                to_char(created_at, 'YYYY-MM-DD HH24:MI') as since, reason
            from etl.dead_letter where state = 'open' order by game_date, game_id""";

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "Lists the open dead letters.",
            footer = {"", "Examples:", "  nhldata dlq list", "  nhldata dlq list --json"})
    int list(@Mixin JsonAnswer answer) throws Exception {
        try (Connection connection = new Database(Settings.load()).connect()) {
            List<Map<String, String>> letters = Rows.of(connection, OPEN);
            if (answer.isWanted()) {
                answer.print(letters);
            } else if (letters.isEmpty()) {
                System.out.println("no dead letters");
            } else {
                System.out.print(Rows.table(letters));
                System.out.println("\nread one: make dlq-show GAME=<game>.  Try again: make dlq-replay [GAME=<game>].  "
                        + "Set aside: make dlq-discard GAME=<game> WHY=\"…\"");
            }
            return ExitCode.DONE;
        }
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "Shows the dead letters of a game, the latest first, with what was received.",
            footer = {"", "Example:", "  nhldata dlq show 2019030042"})
    int show(@Parameters(paramLabel = "GAME", description = "Ten digits, or the word schedule.") String game, @Mixin JsonAnswer answer) throws Exception {
        Settings settings = Settings.load();
        try (Connection connection = new Database(settings).connect(); S3Client s3 = new ObjectStore(settings).client()) {
            List<Map<String, String>> letters = Rows.of(connection, """
                    select created_at, state, closed_why, stage, reason_class, reason, run_id, envelope_key, payload_key
                    from etl.dead_letter where coalesce(game_id::text, 'schedule') = ? order by created_at desc""", game);
            if (letters.isEmpty()) {
                throw new IllegalArgumentException("there is no dead letter of game " + game + ". Type: make dlq");
            }
            if (answer.isWanted()) {
                answer.print(letters);
                return ExitCode.DONE;
            }
            String bucket = settings.get("s3.dead-letter-bucket");
            for (Map<String, String> letter : letters) {
                System.out.printf("%s  %s  %s: %s%n", letter.get("created_at"), letter.get("state"), letter.get("stage"), letter.get("reason"));
                if (letter.get("closed_why") != null) {
                    System.out.println("  " + letter.get("closed_why"));
                }
            }
            Map<String, String> latest = letters.get(0);
            print(s3, bucket, latest.get("envelope_key"), "envelope");
            print(s3, bucket, latest.get("payload_key"), "what was received");
            return ExitCode.DONE;
        }
    }

    @Command(name = "replay", mixinStandardHelpOptions = true, description = "Sends the games with an open dead letter through the routes again.",
            footer = {"", "Examples:", "  nhldata dlq replay 2019030042", "  nhldata dlq replay"})
    int replay(@Parameters(paramLabel = "GAME", arity = "0..1", defaultValue = "", description = "Ten digits; without it all of them.") String game,
            @Mixin JsonAnswer answer) throws Exception {
        if (!game.isEmpty() && !game.matches("\\d{10}")) {
            throw new IllegalArgumentException("a game is ten digits such as 2019030042, not \"" + game + "\"");
        }
        try (Application application = Application.start(RunningStack.join(Settings.load())); Progress progress = Progress.lines()) {
            Map<String, Object> run = application.replay(game);
            progress.close();
            Summary.print(answer, "replay", run, progress.seconds());
            return ExitCode.of(run);
        }
    }

    @Command(name = "discard", mixinStandardHelpOptions = true, description = "Sets a dead letter aside: nobody will be told of it again.",
            footer = {"", "Example:", "  nhldata dlq discard 2019030042 --why \"no such game\""})
    int discard(@Parameters(paramLabel = "GAME", description = "Ten digits.") String game,
            @Option(names = "--why", required = true, description = "The reason, kept in the ledger.") String why) throws Exception {
        if (why.isBlank()) {
            throw new IllegalArgumentException("say why: make dlq-discard GAME=" + game + " WHY=\"…\"");
        }
        try (Connection connection = new Database(Settings.load()).connect()) {
            List<Map<String, String>> closed = Rows.of(connection, """
                    update etl.dead_letter set state = 'discarded', closed_at = now(), closed_why = ?
                    where state = 'open' and coalesce(game_id::text, 'schedule') = ? returning dead_letter_id""", why, game);
            if (closed.isEmpty()) {
                throw new IllegalArgumentException("there is no open dead letter of game " + game + ". Type: make dlq");
            }
            System.out.println("set aside: " + game + ", because " + why);
            return ExitCode.DONE;
        }
    }

    private static void print(S3Client s3, String bucket, String key, String title) {
        if (key == null) {
            System.out.println("\n" + title + ": none");
            return;
        }
        byte[] content = s3.getObjectAsBytes(b -> b.bucket(bucket).key(key)).asByteArray();
        String text = new String(content, 0, Math.min(content.length, BYTES_SHOWN), StandardCharsets.UTF_8);
        System.out.printf("%n%s: s3://%s/%s (%d bytes)%n%s%s%n", title, bucket, key, content.length, text,
                content.length > BYTES_SHOWN ? "…" : "");
    }
}
