package dev.lian4j.finetune.data;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.message.Message;
import java.util.ArrayList;
import java.util.List;

/** The forms in which examples are written. */
final class ExampleForms {

    private static final List<Fields> PAIRS = List.of(
            new Fields("context", "target"), new Fields("prompt", "completion"), new Fields("instruction", "output"));

    private ExampleForms() {}

    /** @throws IllegalArgumentException if it has none of them; says what lacks */
    static Example example(JsonNode node) {
        return node.has("messages") ? ofMessages(node.get("messages")) : ofPair(node);
    }

    private static Example ofPair(JsonNode node) {
        Fields fields = PAIRS.stream()
                .filter(each -> node.has(each.target))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("it has none of target, completion, output or messages"));
        String context = node.has(fields.context) ? text(node, fields.context) : "";
        String input = node.path("input").asText("");
        return new Example(input.isEmpty() ? context : context + "\n" + input, text(node, fields.target));
    }

    private static Example ofMessages(JsonNode messages) {
        if (!messages.isArray() || messages.size() < 2) {
            throw new IllegalArgumentException("messages must be a list of two or more");
        }
        List<Message> before = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < messages.size() - 1; i++) {
            texts.add(text(messages.get(i), "content"));
            before.add(message(text(messages.get(i), "role"), texts.get(i)));
        }
        String target = text(messages.get(messages.size() - 1), "content");
        return new Example(String.join("\n", texts), target, before);
    }

    private static Message message(String role, String text) {
        return switch (role) {
            case "system" -> Message.system(text);
            case "user" -> Message.user(text);
            case "assistant" -> Message.ai(text);
            default ->
                throw new IllegalArgumentException(
                        "the role of a message must be system, user or assistant, was '" + role + "'");
        };
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("'" + field + "' must be a text");
        }
        return value.textValue();
    }

    private record Fields(String context, String target) {}
}
