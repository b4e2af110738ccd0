package nhldata.deadletter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import nhldata.nhl.DocumentException;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.EmptyResultDataAccessException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

class FailuresTest {

    private static final String PATH = "/v1/gamecenter/2019030042/boxscore";

    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    static Stream<Arguments> classes() {
        return Stream.of(
                Arguments.of("api", answer(503)),
                Arguments.of("api", new IOException("reset")),
                Arguments.of("api", new ConnectException("refused")),
                Arguments.of("document", new DocumentException("$", "empty")),
                Arguments.of("storage", NoSuchKeyException.builder().message("gone").build()),
                Arguments.of("storage", SdkClientException.create("no way to S3", new IOException("reset"))),
                Arguments.of("database", new SQLException("gone", "57P01")),
                Arguments.of("database", new SQLException("cut", "08006", new IOException("reset"))),
                Arguments.of("database", new DataAccessResourceFailureException("pool", new SQLTransientConnectionException("full"))),
                Arguments.of("database", new EmptyResultDataAccessException(1)),
                Arguments.of("bug", new NullPointerException("x")),
                Arguments.of("bug", new Exception("x")));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void aFailureHasTheSameClassHoweverItIsWrapped(String name, Exception failure) {
        assertEquals(name, Failures.reasonClass(failure));
        assertEquals(name, Failures.reasonClass(new RuntimeCamelException(failure)));
        assertEquals(name, Failures.reasonClass(new CamelExecutionException("x", exchange, new RuntimeCamelException(failure))));
    }

    @ParameterizedTest
    @CsvSource({
        "429, the API rejected %s: rate limit exceeded (429)",
        "500, the API responded with status 500 to %s",
        "302, the API responded with status 302 to %s",
    })
    void anAnswerIsToldInWords(int status, String words) {
        assertEquals(words.formatted(PATH), Failures.reason(answer(status), PATH));
        assertEquals(words.formatted(PATH), Failures.reason(new RuntimeCamelException(answer(status)), PATH));
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 403, 404, 429, 500})
    void nothingOfARequestButItsPathIsTold(int status) {
        HttpOperationFailedException answer = new HttpOperationFailedException("http://me:canary@localhost/v1?key=canary", status,
                "canary", "http://canary/", Map.of("Set-Cookie", "canary"), "canary");
        assertFalse(Failures.reason(answer, PATH).contains("canary"));
        assertFalse(Failures.reason(new RuntimeCamelException(answer), PATH).contains("canary"));
    }

    @Test
    void noAnswerIsToldInWords() {
        assertEquals("no response from the API to " + PATH + ": SocketTimeoutException: Read timed out",
                Failures.reason(new SocketTimeoutException("Read timed out"), PATH));
        assertEquals("no response from the API to " + PATH + ": SocketTimeoutException",
                Failures.reason(new SocketTimeoutException(), PATH));
    }

    @Test
    void ofTheBucketTheObjectIsNamed() {
        String key = "raw/boxscore/season=20222023/date=2022-12-04/2022020073/9218bf543c09a6d4.json.gz";
        assertEquals("the bucket has no " + key, Failures.reason(NoSuchKeyException.builder().message("The specified key does not exist.").build(), key));
        assertEquals("S3, " + key + ": Access Denied", Failures.reason(SdkClientException.create("Access Denied"), key));
    }

    @Test
    void otherFailuresSpeakForThemselves() {
        assertEquals("$: the response is empty", Failures.reason(new DocumentException("$", "the response is empty"), PATH));
        assertEquals("deadlock detected", Failures.reason(new SQLException("deadlock detected", "40P01"), PATH));
        assertEquals("NullPointerException", Failures.reason(new NullPointerException(), PATH));
        assertEquals("Exception: x", Failures.reason(new Exception("x"), PATH));
    }

    @Test
    void ofABatchWhatPostgresSaidIsTold() {
        BatchUpdateException batch = new BatchUpdateException("Batch entry 0 insert into " + "x".repeat(1_000) + " was aborted", "42501", 0, new int[0], null);
        batch.setNextException(new SQLException("permission denied for table day", "42501"));

        assertEquals("permission denied for table day", Failures.reason(new RuntimeCamelException(batch), PATH));
        assertEquals("database", Failures.reasonClass(new RuntimeCamelException(batch)));
    }

    @Test
    void aReasonIsOneLineThatPostgresTakes() {
        assertEquals("$: a b c d", Failures.reason(new DocumentException("$", "a\n\tb\r\nc\u0000\u001bd \n"), PATH));
    }

    @Test
    void aReasonIsBounded() {
        String reason = Failures.reason(new SQLException("x".repeat(10_000), "22001"), PATH);
        assertEquals("x".repeat(500) + "…", reason);
        assertEquals("x".repeat(500), Failures.reason(new SQLException("x".repeat(500), "22001"), PATH));
    }

    @Test
    void theRootIsTheOutermostCauseThatSaysSomething() {
        SQLException sql = new SQLException("cut", "08006", new IOException("reset"));
        assertEquals(sql, Failures.root(new RuntimeCamelException(new DataAccessResourceFailureException("x", sql))));
        IllegalStateException state = new IllegalStateException("x", new IllegalArgumentException("y"));
        assertEquals(state, Failures.root(new RuntimeCamelException(state)));
        RuntimeCamelException alone = new RuntimeCamelException("x");
        assertEquals(alone, Failures.root(alone));
    }

    @Test
    void whatPostgresRefusesInTheDataIsOfTheData() {
        for (String state : List.of("22P02", "22001", "23505", "23502", "21000")) {
            assertTrue(isDataError(new SQLException("x", state)), state);
        }
        for (String state : List.of("40P01", "08006", "57P01", "53100", "42P01")) {
            assertFalse(isDataError(new SQLException("x", state)), state);
        }
        assertFalse(isDataError(new SQLException("x", (String) null)));
        assertFalse(isDataError(new IOException("22001")));
    }

    private boolean isDataError(Exception failure) {
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
        return new Failures().isDataError(exchange);
    }

    private static HttpOperationFailedException answer(int status) {
        return new HttpOperationFailedException("http://localhost" + PATH, status, "x", null, Map.of(), "");
    }
}
