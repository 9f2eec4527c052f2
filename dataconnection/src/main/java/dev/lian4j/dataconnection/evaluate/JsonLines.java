package dev.lian4j.dataconnection.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.error.DocumentLoadException;
import dev.lian4j.dataconnection.load.TextLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Files of one JSON object a line. */
final class JsonLines {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private JsonLines() {}

    /** Each line's object and number, from 1, made into something; that may throw IllegalArgumentException. */
    static <T> List<T> read(Path file, BiFunction<ObjectNode, Integer, T> of) {
        String text = TextLoader.of(file).loadAll().get(0).text();
        List<T> all = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                all.add(made(file, line, number, of));
            }
        }
        return all;
    }

    private static <T> T made(Path file, String line, int number, BiFunction<ObjectNode, Integer, T> of) {
        try {
            return of.apply(object(file, line, number), number);
        } catch (IllegalArgumentException e) {
            throw new DocumentLoadException(file.toString(), "line " + number + " " + e.getMessage(), e);
        }
    }

    private static ObjectNode object(Path file, String line, int number) {
        try {
            JsonNode node = JSON.readTree(line);
            if (node instanceof ObjectNode object) {
                return object;
            }
            throw new DocumentLoadException(file.toString(), "line " + number + " is no JSON object");
        } catch (JsonProcessingException e) {
            throw new DocumentLoadException(
                    file.toString(), "line " + number + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    static Map<String, Object> map(JsonNode node) {
        return JSON.convertValue(node, MAP);
    }
}
