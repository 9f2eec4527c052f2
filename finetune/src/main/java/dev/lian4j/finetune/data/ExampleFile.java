package dev.lian4j.finetune.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lian4j.core.error.DocumentLoadException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads examples from JSON Lines. Each line is {@code {"context", "target"}}, {@code {"prompt", "completion"}}, Alpaca's
 * {@code {"instruction", "input", "output"}}, or {@code {"messages": [{"role", "content"}, ...]}}, whose last message is
 * the target and whose earlier ones are the context, a line each.
 */
public final class ExampleFile {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Map<String, String> PAIRS =
            Map.of("context", "target", "prompt", "completion", "instruction", "output");

    private final Path file;

    private ExampleFile(Path file) {
        this.file = file;
    }

    /**
     * All examples of a file, in order.
     *
     * @throws DocumentLoadException if the file cannot be read, has no examples, or a line is none; says which
     */
    public static List<Example> read(Path file) {
        return new ExampleFile(file).examples();
    }

    private List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        try {
            int number = 0;
            for (String line : Files.readAllLines(file)) {
                number++;
                if (!line.isBlank()) {
                    examples.add(example(line, number));
                }
            }
        } catch (CharacterCodingException e) {
            throw new DocumentLoadException(file.toString(), "is not UTF-8", e);
        } catch (IOException e) {
            throw new DocumentLoadException(file.toString(), "cannot be read: " + e.getMessage(), e);
        }
        if (examples.isEmpty()) {
            throw new DocumentLoadException(file.toString(), "has no examples");
        }
        return examples;
    }

    private Example example(String line, int number) {
        try {
            JsonNode node = JSON.readTree(line);
            return node.has("messages") ? ofMessages(node.get("messages")) : ofPair(node);
        } catch (JsonProcessingException e) {
            throw fault(number, "is no JSON: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw fault(number, "is no example: " + e.getMessage(), e);
        }
    }

    private DocumentLoadException fault(int number, String reason, Exception cause) {
        return new DocumentLoadException(file.toString(), "line " + number + " " + reason, cause);
    }

    private static Example ofPair(JsonNode node) {
        for (Map.Entry<String, String> pair : PAIRS.entrySet()) {
            if (node.has(pair.getValue())) {
                String context = node.has(pair.getKey()) ? text(node, pair.getKey()) : "";
                String input = node.path("input").asText("");
                return new Example(input.isEmpty() ? context : context + "\n" + input, text(node, pair.getValue()));
            }
        }
        throw new IllegalArgumentException("it has none of target, completion, output or messages");
    }

    private static Example ofMessages(JsonNode messages) {
        if (!messages.isArray() || messages.size() < 2) {
            throw new IllegalArgumentException("messages must be a list of two or more");
        }
        List<String> before = new ArrayList<>();
        for (int i = 0; i < messages.size() - 1; i++) {
            before.add(text(messages.get(i), "content"));
        }
        return new Example(String.join("\n", before), text(messages.get(messages.size() - 1), "content"));
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("'" + field + "' must be a text");
        }
        return value.textValue();
    }
}
