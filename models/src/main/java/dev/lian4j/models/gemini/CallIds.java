package dev.lian4j.models.gemini;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** The ids of calls. Older models give none, so that we make some; those are not sent, since the model knows them not. */
final class CallIds {

    private static final String OURS = "call_lian_";

    private CallIds() {}

    /** The model's id, or a new one. Unlike any other, so that the conversation can go on with another provider. */
    static String orNew(String given) {
        return given.isEmpty() ? OURS + UUID.randomUUID().toString().replace("-", "") : given;
    }

    static void write(ObjectNode node, String id) {
        if (!id.startsWith(OURS)) {
            node.put("id", id);
        }
    }
}
