package nhldata.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import picocli.CommandLine.Option;

/** {@code --json}: machine-readable output. Standard output then holds one JSON document and nothing else. */
final class JsonOutput {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static PrintStream standardOutput;

    @Option(names = "--json", description = "Print the result as one JSON document; log and progress go to standard error.")
    private boolean requested;

    /** Redirects everything but the JSON document to standard error, including the log. */
    static void reserveStandardOutput() {
        standardOutput = System.out;
        System.setOut(System.err);
    }

    boolean isRequested() {
        return requested;
    }

    void print(Object result) {
        try {
            (standardOutput == null ? System.out : standardOutput).println(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(result));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the result cannot be written as JSON", e);
        }
    }
}
