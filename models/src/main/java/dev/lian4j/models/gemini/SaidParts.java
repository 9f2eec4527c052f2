package dev.lian4j.models.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.models.http.Json;
import java.util.ArrayList;
import java.util.List;

/** The parts of an answer, as they are to be given back: a stream's bits of text are one part, up to a signature. */
final class SaidParts {

    private final List<ObjectNode> parts = new ArrayList<>();
    private final StringBuilder open = new StringBuilder();

    void add(ObjectNode part) {
        if (part.size() == 1 && part.has("text")) {
            open.append(part.path("text").asText());
            return;
        }
        close();
        parts.add(part);
    }

    private void close() {
        if (!open.isEmpty()) {
            parts.add(Json.object().put("text", open.toString()));
            open.setLength(0);
        }
    }

    List<ObjectNode> all() {
        close();
        return parts;
    }
}
