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

    public String title(Map<String, Object> notification) {
        return "[" + job + "] " + notification.get("what");
    }

    public String text(Map<String, Object> notification) {
        StringBuilder text = new StringBuilder().append(notification.get("what")).append("\n\n").append(why(notification)).append('\n');
        if (notification.get("command") != null) {
            text.append("\nRun: ").append(notification.get("command")).append('\n');
            if (notification.get("kind") != null) {
                text.append("Runbook: ").append(runbook(notification)).append('\n');
            }
        }
        if (notification.get("runId") != null) {
            text.append("\nRun id: ").append(notification.get("runId")).append('\n');
        }
        return text.append("\nTime: ").append(notification.get("happenedAt")).append(", reported by ").append(job).append('\n').toString();
    }

    /** The request body; empty for a dead man's switch, which needs only the request. */
    public byte[] body(Map<String, Object> notification) {
        return switch (String.valueOf(notification.get("channel"))) {
            case "slack" -> json(Map.of("text", slack(notification)));
            case "webhook" -> json(cloudEvent(notification));
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
    private Map<String, Object> cloudEvent(Map<String, Object> notification) {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("specversion", "1.0");
        event.put("id", notification.get("topic"));
        event.put("source", "/nhldata/" + URLEncoder.encode(job, StandardCharsets.UTF_8).replace("+", "%20"));
        event.put("type", "nhldata." + notification.get("event"));
        event.put("time", notification.get("happenedAt"));
        event.put("datacontenttype", "application/json");
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("what", notification.get("what"));
        data.put("why", notification.get("why"));
        data.put("command", notification.get("command"));
        data.put("run_id", notification.get("runId"));
        if (notification.get("kind") != null) {
            data.put("runbook", runbook(notification));
        }
        event.put("data", data);
        return event;
    }

    private String slack(Map<String, Object> notification) {
        String text = "*" + escaped(title(notification)) + "*\n" + escaped(why(notification));
        if (notification.get("command") == null) {
            return text;
        }
        text += "\nRun: `" + escaped(notification.get("command").toString()) + "`";
        return notification.get("kind") == null ? text : text + "\nRunbook: " + runbook(notification);
    }

    /** The section about the kind of an incident. */
    private static String runbook(Map<String, Object> notification) {
        return RUNBOOK + "#" + notification.get("kind");
    }

    private static String why(Map<String, Object> notification) {
        String why = String.valueOf(notification.get("why"));
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
