package dev.lian4j.models.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** JSON as models' servers speak it. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            // Without this, rubbish after the value would pass unseen.
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // Arguments of tools are handed on with the digits that the model wrote.
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /** Knows its type already, which costs at each small event otherwise. */
    private static final ObjectReader TREES = MAPPER.readerFor(JsonNode.class);

    private Json() {}

    /** An empty object. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** Maps, lists, records and plain values as JSON. */
    public static JsonNode of(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** JSON as maps, lists and plain values. */
    public static Object plain(JsonNode value) {
        return MAPPER.convertValue(value, Object.class);
    }

    /** The value that the text is, or nothing where it is not JSON. */
    public static Optional<JsonNode> read(String text) {
        try {
            JsonNode value = parse(text);
            return value.isMissingNode() ? Optional.empty() : Optional.of(value);
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    static JsonNode parse(String text) throws JsonProcessingException {
        try {
            return TREES.readTree(text);
        } catch (NumberFormatException tooLong) { // Jackson has no exception of its own for such exponents
            throw new StreamConstraintsException("a number is too long to be held");
        }
    }

    static byte[] bytes(ObjectNode body) {
        // By way of a string, which turns half a surrogate pair into '?' instead of failing on it.
        return body.toString().getBytes(StandardCharsets.UTF_8);
    }
}
