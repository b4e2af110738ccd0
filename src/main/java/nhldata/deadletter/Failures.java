package nhldata.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import nhldata.api.ForbiddenException;
import nhldata.api.NotFoundException;
import nhldata.nhl.DocumentException;
import nhldata.nhl.RepeatedDocumentException;
import nhldata.pgcopy.CsvFormatException;
import nhldata.schedule.MissingGamesException;
import nhldata.storage.ChangedObjectException;
import org.apache.camel.Exchange;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.springframework.dao.DataAccessException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Classifies failures for the ledger and describes them in one line. */
public final class Failures {

    /** Whether PostgreSQL rejected the data (SQLSTATE classes 21 to 23), as opposed to a failure of PostgreSQL. */
    public boolean isDataError(Exchange exchange) {
        Exception e = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        return e instanceof CsvFormatException || e instanceof SQLException sql && isDataError(sql);
    }

    /**
     * Throws the exception of an invalid document again.
     *
     * @param isKnown whether the same bytes were invalid in an earlier run
     */
    public void rethrow(boolean isKnown, Exchange exchange) {
        DocumentException failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, DocumentException.class);
        throw isKnown ? new RepeatedDocumentException(failure) : failure;
    }

    private static boolean isDataError(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().matches("2[123].*");
    }

    /** The value of {@code etl.dead_letter.reason_class}. */
    static String reasonClass(Throwable failure) {
        Throwable e = root(failure);
        if (isMalformedMessage(e)) {
            return "document";
        }
        if (e instanceof HttpOperationFailedException || e instanceof NotFoundException || e instanceof ForbiddenException
                || e instanceof IOException
                || e instanceof CallNotPermittedException) {
            return "api";
        }
        if (e instanceof DocumentException || e instanceof MissingGamesException) {
            return "document";
        }
        if (e instanceof SdkException || e instanceof ChangedObjectException || e instanceof CsvFormatException) {
            return "storage";
        }
        if (e instanceof SQLException sql && isDataError(sql)) {
            return "document";
        }
        if (e instanceof SQLException || e instanceof DataAccessException) {
            return "database";
        }
        return "bug";
    }

    /** Describes a failure in one line, without the exceptions that Camel wraps around it. */
    public static String describe(Throwable failure) {
        return oneLine(root(failure));
    }

    /** Whether a message of the games queue could not be read. */
    private static boolean isMalformedMessage(Throwable e) {
        return e instanceof JsonProcessingException || e instanceof NoTypeConversionAvailableException of && of.getValue() == null;
    }

    /**
     * Describes a failure in one line. Of a request only the path is included: a header may contain a secret.
     *
     * @param path the path of the API request, or the key of the S3 object
     */
    static String reason(Throwable failure, String path) {
        Throwable e = root(failure);
        if (e instanceof HttpOperationFailedException http) {
            return switch (http.getStatusCode()) {
                case 429 -> "the API rejected " + path + ": rate limit exceeded (429)";
                default -> "the API responded with status " + http.getStatusCode() + " to " + path;
            };
        }
        if (e instanceof CallNotPermittedException) {
            return "the API was not requested for " + path + ": half of the last requests failed (circuit breaker open)";
        }
        if (e instanceof NoSuchKeyException) {
            return "the bucket has no " + path;
        }
        if (e instanceof SdkException) {
            return "S3, " + path + ": " + oneLine(e);
        }
        if (isMalformedMessage(e)) {
            return "malformed message on the games queue: " + (e instanceof NoTypeConversionAvailableException ? "empty" : oneLine(e));
        }
        if (e instanceof IOException) {
            return "no response from the API to " + path + ": " + oneLine(e);
        }
        return oneLine(e);
    }

    /** The cause without the exceptions that Camel wraps around it: the outermost one of a known class. */
    static Throwable root(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof HttpOperationFailedException || e instanceof NotFoundException || e instanceof ForbiddenException
                    || e instanceof CallNotPermittedException
                    || e instanceof DocumentException || e instanceof MissingGamesException || e instanceof SdkException
                    || e instanceof ChangedObjectException || e instanceof CsvFormatException || e instanceof SQLException) {
                // the message of a BatchUpdateException is the statement; the error of PostgreSQL is the next exception
                return e instanceof BatchUpdateException batch && batch.getNextException() != null ? batch.getNextException() : e;
            }
        }
        Throwable e = failure;
        while (e.getCause() != null && e.getCause() != e && (e instanceof RuntimeCamelException || e instanceof DataAccessException)) {
            e = e.getCause();
        }
        return e;
    }

    private static String oneLine(Throwable e) {
        String name = e.getClass().getSimpleName();
        // A message may quote a document, and PostgreSQL rejects strings with a NUL character.
        String line = e.getMessage() == null ? "" : e.getMessage().replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        boolean isDescriptive = e instanceof RuntimeException || e instanceof SQLException;
        String named = line.isEmpty() ? name : isDescriptive ? line : name + ": " + line;
        return named.length() > 500 ? named.substring(0, 500) + "…" : named;
    }
}
