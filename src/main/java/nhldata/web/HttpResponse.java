package nhldata.web;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A response to a browser or a probe. */
record HttpResponse(int status, String type, byte[] body, Map<String, String> headers) {

    static final String HTML = "text/html; charset=utf-8";
    static final String JSON = "application/json; charset=utf-8";
    static final String TEXT = "text/plain; charset=utf-8";

    static HttpResponse of(String type, byte[] body) {
        return new HttpResponse(200, type, body, Map.of());
    }

    static HttpResponse of(int status, String type, String body) {
        return new HttpResponse(status, type, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    static HttpResponse notFound(String message) {
        return of(404, TEXT, message + "\n");
    }

    static HttpResponse seeOther(String path) {
        return new HttpResponse(303, TEXT, new byte[0], Map.of("Location", path));
    }
}
