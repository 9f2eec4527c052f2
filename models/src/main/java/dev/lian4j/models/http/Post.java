package dev.lian4j.models.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * A request.
 *
 * @param path the path below the base address, such as {@code chat/completions}
 * @param query query parameters of this request; they win over those of every request
 * @param body the JSON body
 * @param framing how the reply is asked for
 */
public record Post(String path, Map<String, String> query, ObjectNode body, Framing framing) {

    /** Copies the query. */
    public Post {
        query = Map.copyOf(query);
    }

    /** A request without a query of its own. */
    public Post(String path, ObjectNode body, Framing framing) {
        this(path, Map.of(), body, framing);
    }

    /** A request for a reply that comes whole, or as server-sent events. */
    public Post(String path, ObjectNode body, boolean streamed) {
        this(path, body, streamed ? Framing.EVENTS : Framing.WHOLE);
    }
}
