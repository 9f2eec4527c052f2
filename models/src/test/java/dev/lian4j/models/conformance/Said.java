package dev.lian4j.models.conformance;

import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.TokenUsage;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a server is to say, in no provider's words.
 *
 * @param reasoning the thoughts, in the parts that a stream brings; may be empty
 * @param texts the answer, in the parts that a stream brings; may be empty
 * @param calls the tools to call; a stream brings each one's arguments in several parts
 * @param usage the tokens to report
 */
public record Said(List<String> reasoning, List<String> texts, List<ToolCall> calls, TokenUsage usage) {

    public static final TokenUsage USAGE = new TokenUsage(31, 17);

    public static Said texts(String... texts) {
        return new Said(List.of(), List.of(texts), List.of(), USAGE);
    }

    public static Said calls(ToolCall... calls) {
        return new Said(List.of(), List.of(), List.of(calls), USAGE);
    }

    public String text() {
        return String.join("", texts);
    }

    public String thoughts() {
        return String.join("", reasoning);
    }

    /** The text in parts of so many characters, none of which halves a character. */
    public static List<String> parts(String text, int length) {
        int[] codePoints = text.codePoints().toArray();
        return IntStream.iterate(0, from -> from < codePoints.length, from -> from + length)
                .mapToObj(from -> new String(codePoints, from, Math.min(length, codePoints.length - from)))
                .toList();
    }
}
