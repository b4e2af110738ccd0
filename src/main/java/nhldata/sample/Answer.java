package nhldata.sample;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A status and a JSON body. */
record Answer(int status, byte[] body) {
    static Answer of(Optional<ObjectNode> document) {
        return document.map(json -> new Answer(200, Json.bytes(json)))
                .orElseGet(() -> refusal(404, "the sample league has no such document"));
    }

    static Answer refusal(int status, String why) {
        return new Answer(status, Json.bytes(Json.object().put("error", why)));
    }
}
