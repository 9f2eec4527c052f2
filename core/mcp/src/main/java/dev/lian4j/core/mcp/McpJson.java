package dev.lian4j.core.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as the protocol has it; numbers keep their digits. */
final class McpJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private McpJson() {}

    /** For the SDK. */
    static McpJsonMapper mapper() {
        return new JacksonMcpJsonMapper(JSON);
    }

    /**
     * The arguments of a call; none where the text is blank.
     *
     * @throws JsonProcessingException if they are no JSON object
     */
    static Map<String, Object> object(String text) throws JsonProcessingException {
        Map<String, Object> read = text.isBlank() ? Map.of() : JSON.readValue(text, OBJECT);
        return read == null ? Map.of() : read;
    }

    /** What the bytes say; null where they are no JSON. */
    static @Nullable JsonNode tree(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            return null;
        }
    }

    static String write(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A value cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
