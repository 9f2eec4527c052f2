package dev.lian4j.memory.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.MessageMaps;
import java.util.List;
import java.util.Map;

/** Messages as JSON on one line, and back: what stores of histories write. */
public final class MessageLines {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final TypeReference<List<Map<String, Object>>> MAPS = new TypeReference<>() {};

    private MessageLines() {}

    /** A line of these messages, without its end. */
    public static String write(List<Message> messages) {
        try {
            return JSON.writeValueAsString(
                    messages.stream().map(MessageMaps::toMap).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("A message cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * The messages of a line.
     *
     * @throws IllegalArgumentException if it is not such a line
     */
    public static List<Message> read(String line) {
        try {
            return JSON.readValue(line, MAPS).stream().map(MessageMaps::fromMap).toList();
        } catch (JsonProcessingException | NullPointerException e) {
            throw new IllegalArgumentException("not a line of messages", e);
        }
    }
}
