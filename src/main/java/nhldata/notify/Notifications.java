package nhldata.notify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Formats a row of etl.notification for each channel: what failed, why, and the command to run. */
public final class Notifications {

    /** Slack truncates messages at 40,000 characters and recommends 4,000; only the reason has no other length limit. */
    private static final int MAX_REASON_LENGTH = 3_000;

    private static final String RUNBOOK = "docs/runbook.md";

    private final ObjectMapper mapper = new ObjectMapper();
    private final String job;

    /** @param job name of this deployment, to tell several apart */
    public Notifications(String job) {
        this.job = job;
    }

    public String title(Map<String, Object> notice) {
        return "[" + job + "] " + notice.get("what");
    }

    public String text(Map<String, Object> notice) {
        StringBuilder text = new StringBuilder().append(notice.get("what")).append("\n\n").append(why(notice)).append('\n');
        if (notice.get("command") != null) {
            text.append("\nRun: ").append(notice.get("command")).append('\n');
            if (notice.get("kind") != null) {
                text.append("Runbook: ").append(runbook(notice)).append('\n');
            }
        }
        if (notice.get("runId") != null) {
            text.append("\nRun id: ").append(notice.get("runId")).append('\n');
        }
        return text.append("\nTime: ").append(notice.get("happenedAt")).append(", reported by ").append(job).append('\n').toString();
    }

    /** The request body; empty for a dead man's switch, which needs only the request. */
    public byte[] body(Map<String, Object> notice) {
        return switch (String.valueOf(notice.get("channel"))) {
            case "slack" -> json(Map.of("text", slack(notice)));
            case "webhook" -> json(cloudEvent(notice));
            default -> new byte[0];
        };
    }

    public String contentType(String channel) {
        return switch (channel) {
            case "slack" -> "application/json; charset=utf-8";
            case "webhook" -> "application/cloudevents+json; charset=utf-8";
            default -> null;
        };
    }

    public String httpMethod(String channel) {
        return channel.equals("alive") ? "GET" : "POST";
    }

    /** CloudEvents 1.0, structured mode. The id is the same at every attempt, so that the receiver can drop duplicates. */
    private Map<String, Object> cloudEvent(Map<String, Object> notice) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("id", notice.get("topic"));
        event.put("source", "/nhldata/" + URLEncoder.encode(job, StandardCharsets.UTF_8).replace("+", "%20"));
        event.put("type", "nhldata." + notice.get("event"));
        event.put("time", notice.get("happenedAt"));
        event.put("datacontenttype", "application/json");
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("what", notice.get("what"));
        data.put("why", notice.get("why"));
        data.put("command", notice.get("command"));
        data.put("run_id", notice.get("runId"));
        if (notice.get("kind") != null) {
            data.put("runbook", runbook(notice));
        }
        event.put("data", data);
        return event;
    }

    private String slack(Map<String, Object> notice) {
        String text = "*" + escaped(title(notice)) + "*\n" + escaped(why(notice));
        if (notice.get("command") == null) {
            return text;
        }
        text += "\nRun: `" + escaped(notice.get("command").toString()) + "`";
        return notice.get("kind") == null ? text : text + "\nRunbook: " + runbook(notice);
    }

    /** The section about the kind of an incident. */
    private static String runbook(Map<String, Object> notice) {
        return RUNBOOK + "#" + notice.get("kind");
    }

    private static String why(Map<String, Object> notice) {
        String why = String.valueOf(notice.get("why"));
        return why.length() <= MAX_REASON_LENGTH ? why : why.substring(0, MAX_REASON_LENGTH) + "…";
    }

    /** Escapes the three control characters of Slack. */
    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private byte[] json(Map<String, Object> value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the notification cannot be written as JSON", e);
        }
    }
}
