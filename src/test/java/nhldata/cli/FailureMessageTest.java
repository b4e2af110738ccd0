package nhldata.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.sql.SQLException;
import nhldata.status.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

class FailureMessageTest {

    @ParameterizedTest
    @CsvSource({
        "08001, make step1",
        "08006, PGPORT",
        "28P01, PGPASSWORD",
        "28000, PGUSER",
        "3D000, PGDATABASE",
        "42P01, make step1",
        "3F000, no ledger (schema etl). Run: nhldata migrate",
        "42501, the driver's words. Set PGUSER",
        "57014, the driver's words",
    })
    void aFailureOfPostgresSaysWhatToDo(String state, String words) {
        Exception failure = new IllegalStateException("x", new RuntimeException(new SQLException("the driver's words", state)));
        String message = FailureMessage.describe(failure);
        assertTrue(message.startsWith("PostgreSQL on ") && message.contains(words), message);
    }

    @Test
    void aFailureOfPostgresNeedNotHaveAState() {
        assertTrue(FailureMessage.describe(new SQLException("the driver's words")).endsWith(": the driver's words"));
    }

    @Test
    void aMissingRightIsOneLineWithTheGrant() {
        String message = FailureMessage.describe(new SQLException("ERROR: permission denied for table game\n  Where: SQL function", "42501"));
        assertTrue(message.contains(": permission denied for table game. Set PGUSER") && message.endsWith("grant nhldata_reader to ROLE"), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void anS3ThatIsNotThereSaysWhatToDo() {
        Exception failure = SdkClientException.create("x", new IOException(new ConnectException("refused")));
        assertTrue(FailureMessage.describe(new IllegalStateException(failure)).startsWith("S3 unavailable. Start the local stack (make step1)"));
        assertEquals("bad signature", FailureMessage.describe(SdkClientException.create("bad signature")));
    }

    /** The SDK names each of its sources, in a dozen lines. */
    @Test
    void missingCredentialsSayWhatToDo() {
        AwsCredentialsProviderChain none = AwsCredentialsProviderChain.of(SystemPropertyCredentialsProvider.create());
        SdkClientException failure = assertThrows(SdkClientException.class, none::resolveCredentials);
        String message = FailureMessage.describe(new IllegalStateException(failure));
        assertTrue(message.contains("AWS_ACCESS_KEY_ID") && message.endsWith("make help"), message);
    }

    @Test
    void anyOtherFailureSpeaksForItself() {
        assertEquals("there is no setting x", FailureMessage.describe(new IllegalArgumentException("there is no setting x")));
        assertEquals("java.lang.NullPointerException", FailureMessage.describe(new NullPointerException()));
    }

    @Test
    void whatAPersonTypedWrongIsAUsageError() {
        assertEquals(ExitCode.USAGE, handled(new IllegalArgumentException("--from must be a date")));
        assertEquals(ExitCode.FAILED, handled(new IllegalStateException("x")));
    }

    private static int handled(Exception failure) {
        StringWriter err = new StringWriter();
        CommandLine program = Main.commandLine().setErr(new PrintWriter(err)).setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        int code = new FailureMessage().handleExecutionException(failure, program, null);
        assertEquals("nhldata: " + failure.getMessage() + System.lineSeparator(), err.toString());
        return code;
    }
}
