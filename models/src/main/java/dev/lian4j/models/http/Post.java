package dev.lian4j.models.http;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A request.
 *
 * @param path the path below the base address, such as {@code chat/completions}
 * @param body the JSON body
 * @param framing how the reply is asked for
 */
public record Post(String path, ObjectNode body, Framing framing) {

    /** A request for a reply that comes whole, or as server-sent events. */
    public Post(String path, ObjectNode body, boolean streamed) {
        this(path, body, streamed ? Framing.EVENTS : Framing.WHOLE);
    }
}
