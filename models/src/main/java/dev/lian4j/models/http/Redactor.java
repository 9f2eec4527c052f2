package dev.lian4j.models.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import okio.Buffer;

/**
 * Takes keys and prompts out of what a server says before it goes into a message: some servers send back the whole
 * request, and messages end up in logs.
 */
final class Redactor {

    private static final int LONGEST = 500;
    private static final int SHORTEST_PROMPT = 6;
    private static final Set<String> PROMPTS =
            Set.of("messages", "prompt", "input", "system", "contents", "systemInstruction", "requests");
    private static final Set<String> NO_PROMPTS = Set.of("role", "type", "id", "tool_call_id", "name");

    private final List<String> secrets;
    private final JsonNode body;

    Redactor(List<String> secrets, JsonNode body) {
        this.secrets = secrets;
        this.body = body;
    }

    /** The text on one line, without what must not be shown, cut to {@value #LONGEST} characters. */
    String clean(String text) {
        String cleaned = text;
        for (String secret : secrets) {
            cleaned = cleaned.replace(secret, "***");
        }
        for (String prompt : prompts()) {
            cleaned = cleaned.replace(prompt, "[...]");
        }
        cleaned = cleaned.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return cleaned.length() > LONGEST ? cut(cleaned, LONGEST) + "..." : cleaned;
    }

    /** The first so many bytes of what has come, as text; they stay in the buffer. */
    static String head(Buffer buffer, int bytes) {
        return buffer.snapshot((int) Math.min(bytes, buffer.size())).utf8();
    }

    /** The first so many characters, or one less where that would halve a character. */
    static String cut(String text, int length) {
        int end = Math.min(length, text.length());
        return text.substring(
                0, end < text.length() && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    private List<String> prompts() {
        List<String> found = new ArrayList<>();
        PROMPTS.forEach(field -> collect(body.path(field), found));
        // The longest first, so that a short one does not leave the rest of a long one.
        found.sort(Comparator.comparingInt(String::length).reversed());
        return found;
    }

    private static void collect(JsonNode node, List<String> found) {
        if (node.isTextual() && node.textValue().length() >= SHORTEST_PROMPT) {
            found.add(node.textValue());
        } else if (node.isObject()) {
            node.properties().stream()
                    .filter(field -> !NO_PROMPTS.contains(field.getKey()))
                    .forEach(field -> collect(field.getValue(), found));
        } else {
            node.forEach(element -> collect(element, found));
        }
    }
}
