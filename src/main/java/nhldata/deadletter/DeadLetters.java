package nhldata.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import nhldata.api.ApiPaths.ApiPath;
import nhldata.api.NotFoundException;
import nhldata.boxscore.GameTask;
import nhldata.ledger.Stage;
import nhldata.nhl.Documents;
import nhldata.nhl.TooLargeException;
import nhldata.pgcopy.CsvFile;
import nhldata.schedule.Week;
import nhldata.storage.ObjectKeys;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.apache.camel.http.base.HttpOperationFailedException;
import software.amazon.awssdk.core.exception.SdkException;

/** Creates the dead letter of a failed exchange: what failed, at which stage, the reason, the attempts and the command to replay it. */
public final class DeadLetters {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final String ENVELOPE = "envelope";

    private final Clock clock;
    private final Documents documents = new Documents();

    public DeadLetters(Clock clock) {
        this.clock = clock;
    }

    public DeadLetter create(Exchange exchange) throws JsonProcessingException {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        String stage = exchange.getVariable("stage", Stage.BOXSCORE.word(), String.class);
        String runId = exchange.getVariable("runId", "", String.class);
        String gameId = "";
        String date;
        Object task = exchange.getVariable("task");
        if (task instanceof GameTask game) {
            gameId = game.gameId();
            date = game.gameDate();
        } else if (task instanceof Map<?, ?> claim) {
            gameId = String.valueOf(claim.get("gameId"));
            date = String.valueOf(claim.get("gameDate"));
        } else if (task instanceof Week week) {
            date = week.from().toString();
        } else {
            // a malformed message, which has no run
            date = "";
            runId = "";
        }
        ApiPath path = exchange.getVariable("path", ApiPath.class);
        // the query is not recorded: a path in the settings may contain an API key
        String requestPath = path == null ? "" : path.query() == null ? path.path() : path.path() + "?…";
        int attempts = FailedAttempt.count(exchange);
        String reasonClass = Failures.reasonClass(failure);
        String reason = Failures.reason(failure, Failures.root(failure) instanceof SdkException ? object(exchange) : requestPath);
        byte[] payload = payload(exchange, failure);
        boolean isMessage = date.isEmpty();
        // equal payloads share one object; an empty message has a hash too, which identifies it
        String contentHash = payload != null || isMessage ? documents.hash(payload == null ? new byte[0] : payload) : "";
        String folder = isMessage ? LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).toString() : date;
        String what = isMessage ? "message" : gameId.isEmpty() ? "schedule" : gameId;
        String envelopeKey = ObjectKeys.deadLetter(stage, folder, what, isMessage ? contentHash : runId) + ".json";
        String payloadKey = ObjectKeys.deadLetter(stage, folder, what, contentHash) + ".payload";

        Map<String, Object> envelope = new LinkedHashMap<>();
        envelope.put("what", isMessage ? "a malformed message on the games topic" : gameId.isEmpty() ? "schedule from " + date : "game " + gameId);
        envelope.put("game_id", gameId);
        envelope.put("game_date", date);
        envelope.put("stage", stage);
        envelope.put("reason_class", reasonClass);
        envelope.put("reason", reason);
        envelope.put("exception", Failures.root(failure).getClass().getName());
        envelope.put("route", exchange.getProperty(Exchange.FAILURE_ROUTE_ID, String.class));
        envelope.put("request_path", requestPath);
        envelope.put("run_id", runId);
        envelope.put("attempts", attempts);
        envelope.put("when", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
        envelope.put("payload", payload == null ? null : payloadKey);
        envelope.put("how_to_replay", isMessage ? "cannot be replayed; to close it run: nhldata dlq discard message --why \"…\""
                : gameId.isEmpty() ? "nhldata dlq replay " + date : "nhldata dlq replay " + gameId);
        return new DeadLetter(stage, gameId, date, reasonClass, reason, runId, attempts, envelopeKey, payloadKey,
                payload, contentHash, JSON.writeValueAsString(envelope));
    }

    /** Returns the result of {@link #create} as parameters of {@code dead-letter/record-dead-letter.sql}, {@link #key} and {@link #content}. */
    public Map<String, Object> row(Exchange exchange) throws JsonProcessingException {
        DeadLetter deadLetter = create(exchange);
        Map<String, Object> row = new HashMap<>();
        row.put("stage", deadLetter.stage());
        row.put("gameId", deadLetter.gameId());
        row.put("gameDate", deadLetter.gameDate());
        row.put("reasonClass", deadLetter.reasonClass());
        row.put("reason", deadLetter.reason());
        row.put("runId", deadLetter.runId());
        row.put("attempts", deadLetter.attempts());
        row.put("contentHash", deadLetter.contentHash());
        row.put("what", deadLetter.what());
        row.put("isMessage", deadLetter.isMessage());
        row.put(ENVELOPE, deadLetter.envelope().getBytes(StandardCharsets.UTF_8));
        row.put(ENVELOPE + "Key", deadLetter.envelopeKey());
        row.put("payload", deadLetter.hasPayload() ? deadLetter.payload() : null);
        row.put("payloadKey", deadLetter.payloadKey());
        return row;
    }

    /** @param part envelope or payload */
    public String key(Map<String, Object> row, String part) {
        return (String) row.get(part + "Key");
    }

    /** @param part envelope or payload */
    public byte[] content(Map<String, Object> row, String part) {
        return (byte[]) row.get(part);
    }

    /** @param part envelope or payload */
    public String contentType(String part) {
        return part.equals(ENVELOPE) ? "application/json" : "application/octet-stream";
    }

    /** The key of the object that was being read or written. */
    private static String object(Exchange exchange) {
        return exchange.getMessage().getBody() instanceof Map<?, ?> row && row.get("csvKey") instanceof String key ? key
                : exchange.getMessage().getHeader(AWS2S3Constants.KEY, "the bucket", String.class);
    }

    /** The received bytes, unchanged; if there are none, the document that was to be stored. */
    private static byte[] payload(Exchange exchange, Throwable failed) {
        Throwable failure = Failures.root(failed);
        if (failure instanceof HttpOperationFailedException http) {
            return http.getResponseBody() == null ? null : http.getResponseBody().getBytes(StandardCharsets.UTF_8);
        }
        if (failure instanceof NotFoundException notFound) {
            return notFound.response();
        }
        if (failure instanceof TooLargeException tooLarge) {
            return tooLarge.beginning();
        }
        Object document = exchange.getVariable("document");
        if (document instanceof byte[] bytes && bytes.length > 0) {
            return bytes;
        }
        if (exchange.getMessage().getBody() instanceof CsvFile csv) {
            return csv.content();
        }
        if (exchange.getMessage().getBody() instanceof String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        return exchange.getMessage().getBody() instanceof byte[] bytes ? bytes : null;
    }
}
