package nhldata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import nhldata.status.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** The program as a person types it; nothing here is run but its help. */
class CommandLineTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine program = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    static Stream<CommandSpec> verbs() {
        return all(Main.commandLine()).map(CommandLine::getCommandSpec).filter(spec -> !spec.name().equals("help"));
    }

    @Test
    void theVerbsAreThese() {
        assertEquals(Set.of("run", "sweep", "backfill", "load", "migrate", "rederive", "retention", "status", "runs", "dlq", "exceptions", "marts", "check", "leaders", "why", "hawtio", "doctor", "notify", "completion"),
                Main.commandLine().getSubcommands().keySet());
        assertEquals(Set.of("list", "show", "replay", "discard", "restore", "help"),
                Main.commandLine().getSubcommands().get("dlq").getSubcommands().keySet());
        assertEquals(Set.of("cancel"), Main.commandLine().getSubcommands().get("runs").getSubcommands().keySet());
        assertEquals(Set.of("list", "accept", "withdraw", "help"), Main.commandLine().getSubcommands().get("exceptions").getSubcommands().keySet());
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void everyVerbIsDescribedAndHasHelp(CommandSpec verb) {
        assertTrue(verb.usageMessage().description().length > 0, verb.qualifiedName());
        assertTrue(verb.optionsMap().containsKey("--help"), verb.qualifiedName());
        List<String> undescribed = new ArrayList<>();
        for (ArgSpec argument : verb.args()) {
            if (argument.description().length == 0 || argument.description()[0].isBlank()) {
                undescribed.add(argument.toString());
            }
        }
        assertEquals(List.of(), undescribed);
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void everyExampleInTheHelpIsOneThatParses(CommandSpec verb) {
        examples(verb).forEach(example -> Main.commandLine().parseArgs(words(example)));
    }

    @Test
    void everyVerbHasAnExampleOfItself() {
        List<String> without = verbs().filter(verb -> verb.subcommands().isEmpty())
                .filter(verb -> examples(verb).noneMatch(example -> example.startsWith(verb.qualifiedName())))
                .map(CommandSpec::qualifiedName).toList();
        assertEquals(List.of(), without);
    }

    @Test
    void theCompletionIsAScriptThatCompletesVerbsAndWords() throws Exception {
        assertEquals(ExitCode.DONE, program.execute("completion"));
        Process bash = new ProcessBuilder("bash", "-c", "eval \"$1\"; COMP_WORDS=(nhldata do); COMP_CWORD=1; _complete_nhldata; echo \"${COMPREPLY[@]}\";"
                + " COMP_WORDS=(nhldata backfill --only ''); COMP_CWORD=3; _complete_nhldata 2>/dev/null; echo \"${COMPREPLY[@]}\"", "bash", out.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        assertEquals(List.of("doctor", "missing failed all"), new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        assertEquals(0, bash.waitFor());
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "run --embedded --or-sample --from 2020-08-04 --to 2020-08-05", "backfill --from 2020-08-04 --to 2020-08-05 --only FAILED --dry-run",
        "status --json", "dlq", "dlq list --json", "dlq show 2019030042", "dlq replay", "dlq replay 2019030042", "dlq replay --stage load --reason storage", "dlq replay 2019030042 --force", "runs", "runs last --json", "runs cancel last --why x", "rederive --from 2020-08-04 --to 2020-08-05 --dry-run", "dlq discard 2019030042 --why x",
        "check", "load --json", "leaders --limit 3", "doctor --json", "notify test", "completion", "backfill --from 2020-08-04 --to 2020-08-05 --order newest"})
    void theVerbsTakeTheseWords(String words) {
        assertTrue(program.parseArgs(words.split(" ")).hasSubcommand());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sweep", "sweep --from 2020-08-04", "run --from 2020-08-04", "backfill --from x --to y --only some", "walk", "status --yaml",
        "dlq show", "dlq discard 2019030042", "runs cancel", "runs a b", "leaders --limit few", "--no-such-option"})
    void wrongWordsAreAUsageError(String words) {
        assertEquals(ExitCode.USAGE, program.execute(words.split(" ")));
        assertTrue(err.toString().contains("Usage: nhldata"), err.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "2020-02-30, 2020-03-01, --from must be a date",
        "+12020-02-30, 2020-03-01, --from must be a date",
        "2020-02-01, tomorrow, --to must be a date",
        "2020-02-02, 2020-02-01, is before the first",
    })
    void wrongDatesAreAUsageError(String from, String to, String words) {
        assertEquals(ExitCode.USAGE, program.execute("sweep", "--from", from, "--to", to));
        assertTrue(err.toString().contains(words), err.toString());
    }

    @Test
    void aDateThatIsNoneIsToldOfByTheOptionThatWasTyped() {
        assertEquals(ExitCode.USAGE, program.execute("status", "--date", "x"));
        assertTrue(err.toString().contains("--date must be a date"), err.toString());
    }

    @Test
    void aRangeMayBeOneDate() {
        Range range = new Range();
        new CommandLine(CommandSpec.forAnnotatedObject(range)).parseArgs("--from", "2020-08-04", "--to", "2020-08-04");
        assertEquals("2020-08-04", range.from());
        assertEquals("2020-08-04", range.to());
    }

    @Test
    void aGameIsTenDigits() {
        assertEquals(ExitCode.USAGE, program.execute("dlq", "replay", "drop table"));
        assertTrue(err.toString().contains("ten digits"), err.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dlq", "--help", "sweep --help", "dlq show --help", "dlq help show", "--version"})
    void helpEndsWell(String words) {
        assertEquals(ExitCode.DONE, program.execute(words(words)));
        assertTrue(out.toString().contains("nhldata"), out.toString());
        assertEquals("", err.toString());
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(Stream.of(command), command.getSubcommands().values().stream().flatMap(CommandLineTest::all));
    }

    private static Stream<String> examples(CommandSpec verb) {
        return Arrays.stream(verb.usageMessage().footer()).filter(line -> line.startsWith("  nhldata ")).map(String::strip);
    }

    private static String[] words(String line) {
        return Arrays.stream(line.replaceAll("\"([^\"]*)\"", "quoted").split(" ")).filter(word -> !word.isEmpty() && !word.equals("nhldata")).toArray(String[]::new);
    }
}
