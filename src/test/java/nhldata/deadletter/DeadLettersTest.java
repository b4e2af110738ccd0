package nhldata.deadletter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import nhldata.api.ApiPaths.ApiPath;
import nhldata.boxscore.GameTask;
import nhldata.nhl.DocumentException;
import nhldata.pgcopy.CsvFile;
import nhldata.schedule.Week;
import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    private static final String RUN = "20200805-100000-sweep-3f9a1c";
    private static final byte[] DOCUMENT = utf8("{\"id\": 1}");

    private final DeadLetters deadLetters = new DeadLetters(Clock.fixed(Instant.parse("2020-08-05T10:01:02.345Z"), ZoneOffset.UTC));
    private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

    @BeforeEach
    void aGameFails() {
        exchange.setVariable("stage", "boxscore");
        exchange.setVariable("runId", RUN);
        exchange.setVariable("task", new GameTask("2019030042", "2020-08-04", 13, 2, RUN, null, null));
        exchange.setVariable("path", new ApiPath("/v1/gamecenter/2019030042/boxscore", null));
        exchange.setVariable("document", DOCUMENT);
        exchange.setVariable("failedAttempts", 3);
        exchange.setProperty(Exchange.FAILURE_ROUTE_ID, "fetch-boxscore");
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new DocumentException("$", "the response is empty"));
    }

    @Test
    void theEnvelopeSaysWhatWhereWhyHowOftenAndWhatToType() throws JsonProcessingException {
        JsonNode envelope = envelope();
        assertEquals(new ObjectMapper().readTree("""
                {"what": "game 2019030042", "game_id": "2019030042", "game_date": "2020-08-04", "stage": "boxscore",
                 "reason_class": "document", "reason": "$: the response is empty", "exception": "nhldata.nhl.DocumentException",
                 "route": "fetch-boxscore", "request_path": "/v1/gamecenter/2019030042/boxscore",
                 "run_id": "20200805-100000-sweep-3f9a1c", "attempts": 3, "when": "2020-08-05T10:01:02Z",
                 "payload": "boxscore/date=2020-08-04/2019030042/354aaef7a5f6ecbb.payload",
                 "how_to_replay": "nhldata dlq replay 2019030042"}"""), envelope);
        assertEquals(List.of("what", "game_id", "game_date"),
                StreamSupport.stream(((Iterable<String>) envelope::fieldNames).spliterator(), false).limit(3).toList());
    }

    @Test
    void theRowOfTheLedgerSaysTheSame() throws JsonProcessingException {
        DeadLetter letter = deadLetters.create(exchange);
        assertEquals("boxscore/date=2020-08-04/2019030042/" + RUN + ".json", letter.envelopeKey());
        assertEquals("boxscore/date=2020-08-04/2019030042/354aaef7a5f6ecbb.payload", letter.payloadKey());
        assertEquals("354aaef7a5f6ecbb", letter.contentHash());
        assertEquals(List.of("boxscore", "2019030042", "2020-08-04", "document", "$: the response is empty", RUN),
                List.of(letter.stage(), letter.gameId(), letter.gameDate(), letter.reasonClass(), letter.reason(), letter.runId()));
        assertEquals(3, letter.attempts());
        assertEquals("game 2019030042 of 2020-08-04", letter.what());
        assertTrue(letter.hasPayload());
    }

    @Test
    void aScheduleIsNamedByItsFirstDate() throws JsonProcessingException {
        exchange.setVariable("stage", "schedule");
        exchange.setVariable("task", new Week(LocalDate.parse("2020-08-01"), LocalDate.parse("2020-08-07")));
        exchange.setVariable("path", new ApiPath("/api/v1/schedule", "startDate=2020-08-01&endDate=2020-08-07"));
        DeadLetter letter = deadLetters.create(exchange);
        assertEquals("schedule/date=2020-08-01/schedule/" + RUN + ".json", letter.envelopeKey());
        assertEquals("", letter.gameId());
        assertEquals("schedule from 2020-08-01", letter.what());
        assertEquals("schedule from 2020-08-01", envelope().get("what").asText());
        assertEquals("/api/v1/schedule?…", envelope().get("request_path").asText());
        assertEquals("nhldata dlq replay 2020-08-01", envelope().get("how_to_replay").asText());
    }

    @Test
    void aMessageThatIsNoneOfOursHasALetterOfItsOwn() throws JsonProcessingException {
        exchange.getVariables().clear();
        exchange.setVariable("stage", "boxscore");
        exchange.getMessage().setBody("hello");
        DeadLetter letter = deadLetters.create(exchange);
        assertEquals("a malformed message on the games topic", letter.what());
        assertEquals(letter.envelopeKey(), deadLetters.create(exchange).envelopeKey(), "the same message is one object");
        assertEquals(List.of("", "", ""), List.of(letter.gameId(), letter.gameDate(), letter.runId()));
        assertArrayEquals(utf8("hello"), letter.payload());
        assertTrue(letter.envelopeKey().matches("boxscore/date=\\d{4}-\\d\\d-\\d\\d/message/[^/]+\\.json"), letter.envelopeKey());
    }

    @Test
    void aClaimOfTheLoaderNamesItsGameToo() throws JsonProcessingException {
        exchange.setVariable("task", Map.of("gameId", "2019030042", "gameDate", "2020-08-04"));
        exchange.setVariable("stage", "load");
        exchange.removeVariable("path");
        assertEquals("load/date=2020-08-04/2019030042/" + RUN + ".json", deadLetters.create(exchange).envelopeKey());
        assertEquals("", envelope().get("request_path").asText());
    }

    @Test
    void thePayloadIsTheAnswerOfTheApi() throws JsonProcessingException {
        HttpOperationFailedException answer =
                new HttpOperationFailedException("http://localhost", 404, "Not Found", null, Map.of(), "kein Spiel für dich");
        fails(answer);
        assertArrayEquals(utf8("kein Spiel für dich"), deadLetters.create(exchange).payload());
        fails(new RuntimeCamelException(answer));
        assertArrayEquals(utf8("kein Spiel für dich"), deadLetters.create(exchange).payload());
    }

    @Test
    void thePayloadOfAnAnswerWithoutABodyIsNone() throws JsonProcessingException {
        fails(new HttpOperationFailedException("http://localhost", 404, "Not Found", null, Map.of(), null));
        DeadLetter letter = deadLetters.create(exchange);
        assertNull(letter.payload());
        assertFalse(letter.hasPayload());
        assertTrue(envelope().get("payload").isNull());
    }

    @Test
    void thePayloadIsTheDocumentThatWasReceived() throws JsonProcessingException {
        exchange.getMessage().setBody(utf8("a CSV"));
        assertArrayEquals(DOCUMENT, deadLetters.create(exchange).payload());
    }

    @Test
    void withoutADocumentThePayloadIsTheCsv() throws JsonProcessingException {
        exchange.setVariable("document", "");
        exchange.getMessage().setBody(new CsvFile("1.csv", utf8("a CSV"), Map.of()));
        assertArrayEquals(utf8("a CSV"), deadLetters.create(exchange).payload());
        exchange.getMessage().setBody(utf8("a body"));
        assertArrayEquals(utf8("a body"), deadLetters.create(exchange).payload());
        exchange.getMessage().setBody(Map.of());
        assertNull(deadLetters.create(exchange).payload());
    }

    @Test
    void aFailureWithoutAStageOrACountIsALetterTooAndAttemptedOnce() throws JsonProcessingException {
        exchange.removeVariable("stage");
        exchange.removeVariable("failedAttempts");
        fails(new IOException("reset"));
        DeadLetter letter = deadLetters.create(exchange);
        assertEquals("boxscore/date=2020-08-04/2019030042/" + RUN + ".json", letter.envelopeKey());
        assertEquals(1, letter.attempts());
        assertEquals("api", letter.reasonClass());
    }

    @Test
    void theEnvelopeHoldsNoSecretOfTheRequest() throws JsonProcessingException {
        exchange.getMessage().setHeader("Authorization", "canary");
        fails(new HttpOperationFailedException("http://me:canary@localhost/v1?key=canary", 500, "canary", "http://canary/",
                Map.of("Set-Cookie", "canary"), "body"));
        assertFalse(deadLetters.create(exchange).envelope().contains("canary"));
    }

    private void fails(Exception failure) {
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, failure);
    }

    private JsonNode envelope() throws JsonProcessingException {
        return new ObjectMapper().readTree(deadLetters.create(exchange).envelope());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
