package nhldata.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import picocli.CommandLine.Option;

/** {@code --json}: the answer for a program. Standard output then holds one JSON document and nothing else. */
final class JsonOutput {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static PrintStream answers;

    @Option(names = "--json", description = "Print the answer as JSON and nothing else; log and progress go to standard error.")
    private boolean wanted;

    /** From now on everything that is no answer goes to standard error, the log included. */
    static void keepStandardOutputForIt() {
        answers = System.out;
        System.setOut(System.err);
    }

    boolean isWanted() {
        return wanted;
    }

    void print(Object answer) {
        try {
            (answers == null ? System.out : answers).println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the answer cannot be written as JSON", e);
        }
    }
}
