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

/** What a failure is called in the ledger, and what it says to a person. */
public final class Failures {

    /** Is it the data that PostgreSQL refuses (SQLSTATE classes 21 to 23), rather than PostgreSQL that is unwell? */
    public boolean isOfTheData(Exchange exchange) {
        Exception e = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
        return e instanceof CsvFormatException || e instanceof SQLException sql && isOfTheData(sql);
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

    private static boolean isOfTheData(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().matches("2[123].*");
    }

    /** Class of a reason as {@code etl.dead_letter.reason_class} knows it. */
    static String reasonClass(Throwable failure) {
        Throwable e = root(failure);
        if (isOfAMessage(e)) {
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
        if (e instanceof SQLException sql && isOfTheData(sql)) {
            return "document";
        }
        if (e instanceof SQLException || e instanceof DataAccessException) {
            return "database";
        }
        return "bug";
    }

    /** A failure in one line, without the layers of the framework around it. */
    public static String words(Throwable failure) {
        return oneLine(root(failure));
    }

    /** A message on the channel that is none of ours. */
    private static boolean isOfAMessage(Throwable e) {
        return e instanceof JsonProcessingException || e instanceof NoTypeConversionAvailableException of && of.getValue() == null;
    }

    /**
     * One line in words. Nothing of a request but its path goes in: a header might hold a secret.
     *
     * @param path what was asked of the API, or the key of the object that S3 was asked for
     */
    static String reason(Throwable failure, String path) {
        Throwable e = root(failure);
        if (e instanceof HttpOperationFailedException http) {
            return switch (http.getStatusCode()) {
                case 429 -> "the API says we ask too often: 429 for " + path;
                default -> "the API answered " + http.getStatusCode() + " for " + path;
            };
        }
        if (e instanceof CallNotPermittedException) {
            return "the API was not even asked for " + path + ": half of its last answers were failures (the breaker is open)";
        }
        if (e instanceof NoSuchKeyException) {
            return "the bucket has no " + path;
        }
        if (e instanceof SdkException) {
            return "S3, " + path + ": " + oneLine(e);
        }
        if (isOfAMessage(e)) {
            return "a message that is no game to fetch: " + (e instanceof NoTypeConversionAvailableException ? "it is empty" : oneLine(e));
        }
        if (e instanceof IOException) {
            return "no answer from the API for " + path + ": " + oneLine(e);
        }
        return oneLine(e);
    }

    /** What went wrong, without the layers of the framework around it: the outermost cause that has a class of its own. */
    static Throwable root(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof HttpOperationFailedException || e instanceof NotFoundException || e instanceof ForbiddenException
                    || e instanceof CallNotPermittedException
                    || e instanceof DocumentException || e instanceof MissingGamesException || e instanceof SdkException
                    || e instanceof ChangedObjectException || e instanceof CsvFormatException || e instanceof SQLException) {
                // of a batch the whole statement is quoted first, and what PostgreSQL said comes after it
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
        // A message may quote a document, and PostgreSQL takes no text with a NUL in it.
        String line = e.getMessage() == null ? "" : e.getMessage().replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        boolean speaksForItself = e instanceof RuntimeException || e instanceof SQLException;
        String named = line.isEmpty() ? name : speaksForItself ? line : name + ": " + line;
        return named.length() > 500 ? named.substring(0, 500) + "…" : named;
    }
}
