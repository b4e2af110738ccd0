package nhldata.cli;

import java.net.ConnectException;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import javax.net.ssl.SSLException;
import nhldata.config.Settings;
import nhldata.database.Database;
import nhldata.status.ExitCode;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Formats a failure for the terminal: what is wrong and which command or setting fixes it. The stack trace goes to the log file. */
final class FailureMessage implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
        LoggerFactory.getLogger(FailureMessage.class).debug("{} failed", command.getCommandName(), failure);
        command.getErr().println(command.getColorScheme().errorText("nhldata: " + describe(failure)));
        return failure instanceof IllegalArgumentException ? ExitCode.USAGE : ExitCode.FAILED;
    }

    static String describe(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return database(sql);
            }
            if (cause instanceof SdkClientException && hasCause(cause, ConnectException.class)) {
                return "S3 unavailable. Start the local stack (make step1) in another terminal, or set S3_ENDPOINT_URL.";
            }
            if (cause instanceof SdkClientException && String.valueOf(cause.getMessage()).startsWith("Unable to load credentials")) {
                return "no credentials for Amazon S3: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and S3_ENDPOINT_URL for another S3 server."
                        + " For the local stack of make step1 use the make targets, which set them: make help";
            }
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private static String database(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String where = new Database(Settings.load()).describe();
        if (isTlsFailure(e)) {
            return where + ": TLS verification failed: " + e.getMessage()
                    + ". Check PGSSLMODE and PGSSLROOTCERT (docs/settings.md, TLS to PostgreSQL); PGSSLMODE=disable turns TLS off";
        }
        if (state.startsWith("08")) {
            return where + " unavailable. Start the local stack (make step1) in another terminal, or set PGHOST and PGPORT.";
        }
        if (state.startsWith("28")) {
            return where + ": login rejected; check PGUSER and PGPASSWORD.";
        }
        if (state.equals("3D000")) {
            return where + ": the database does not exist; check PGDATABASE.";
        }
        if (state.equals("42P01") || state.equals("3F000")) {
            return where + " has no ledger (schema etl). Run: nhldata migrate, or make step1 for the local stack";
        }
        if (state.equals("42501")) {
            return where + ": " + missingRight(e);
        }
        return where + ": " + e.getMessage();
    }

    private static String missingRight(SQLException e) {
        String denied = String.valueOf(e.getMessage()).lines().findFirst().orElse("permission denied").replaceFirst("^ERROR: ", "");
        return denied + ". Set PGUSER to the role that owns the ledger; to read (status, why) a member of nhldata_reader is enough: grant nhldata_reader to ROLE";
    }

    /** pgjdbc reports some TLS failures only in the message text. */
    private static boolean isTlsFailure(SQLException e) {
        return hasCause(e, GeneralSecurityException.class) || hasCause(e, SSLException.class)
                || String.valueOf(e.getMessage()).matches("(?s).*(\\bSSL\\b|certificate|requireAuth|require_auth|channel binding|hostname .* could not be verified).*");
    }

    private static boolean hasCause(Throwable failure, Class<?> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
