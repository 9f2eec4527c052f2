package dev.lian4j.dataconnection.servers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.lian4j.core.error.StoreException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a server answered.
 *
 * @param status the HTTP status
 * @param text the body
 */
record ServerReply(int status, String text) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Where servers put what went wrong. */
    private static final List<String> EXPLANATIONS =
            List.of("/error/reason", "/status/error", "/message", "/error", "/detail");

    /** The body, or the error that the server told. */
    JsonNode read(Address address, String what) {
        JsonNode body = parsed();
        if (status >= 300) {
            throw refused(address, what, body);
        }
        if (body == null) {
            throw new StoreException(address.place() + " answered " + what + " with what is no JSON: "
                    + address.clean(text) + "; check that the address is that of such a server");
        }
        // Milvus answers errors, too, with status 200.
        if (body.path("code").asInt(0) != 0 && body.has("message")) {
            throw refused(address, what, body);
        }
        return body;
    }

    private @Nullable JsonNode parsed() {
        try {
            return text.isBlank() ? MissingNode.getInstance() : JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private StoreException refused(Address address, String what, @Nullable JsonNode body) {
        String said = body == null ? text : explanation(body);
        String hint = status == 401 || status == 403 ? "; check the key or password" : "";
        return new StoreException(
                address.place() + " answered HTTP " + status + " to " + what + ": " + address.clean(said) + hint,
                new HttpStatusException(status));
    }

    private static String explanation(JsonNode body) {
        return EXPLANATIONS.stream()
                .map(body::at)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst()
                .orElseGet(body::toString);
    }
}
