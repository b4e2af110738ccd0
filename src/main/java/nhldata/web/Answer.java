package nhldata.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What goes back to a browser or a probe. */
record Answer(int status, String type, byte[] body, Map<String, String> headers) {

    static final String HTML = "text/html; charset=utf-8";
    static final String JSON = "application/json; charset=utf-8";
    static final String TEXT = "text/plain; charset=utf-8";

    static Answer of(String type, byte[] body) {
        return new Answer(200, type, body, Map.of());
    }

    static Answer of(int status, String type, String body) {
        return new Answer(status, type, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static Answer notFound(String words) {
        return of(404, TEXT, words + "\n");
    }

    static Answer seeOther(String path) {
        return new Answer(303, TEXT, new byte[0], Map.of("Location", path));
    }
}
