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

/** A failure as a person reads it: what is wrong and what to type. The stack trace goes to the log file. */
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
                return "S3 cannot be reached. Is make step1 running in another terminal? Otherwise set S3_ENDPOINT_URL.";
            }
            if (cause instanceof SdkClientException && String.valueOf(cause.getMessage()).startsWith("Unable to load credentials")) {
                return "there are no credentials for Amazon S3: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and S3_ENDPOINT_URL where it is not Amazon's."
                        + " For what make step1 has started use make, which knows them: make help";
            }
        }
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    private static String database(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        String where = new Database(Settings.load()).describe();
        if (isOfTls(e)) {
            return where + " does not prove itself as PGSSLMODE and the settings beside it demand: " + e.getMessage()
                    + ". docs/settings.md, TLS to PostgreSQL, says what they mean; PGSSLMODE=disable goes without";
        }
        if (state.startsWith("08")) {
            return where + " cannot be reached. Is make step1 running in another terminal? Otherwise set PGHOST and PGPORT.";
        }
        if (state.startsWith("28")) {
            return where + " refuses the user: check PGUSER and PGPASSWORD.";
        }
        if (state.equals("3D000")) {
            return where + ": there is no such database; check PGDATABASE.";
        }
        if (state.equals("42P01") || state.equals("3F000")) {
            return where + " has no ledger yet: nothing has ever run there. Type: make step1";
        }
        return where + ": " + e.getMessage();
    }

    /** pgjdbc says in words alone what a server lacks. */
    private static boolean isOfTls(SQLException e) {
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
