package dev.lian4j.parsers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.error.OutputParserException;
import org.jspecify.annotations.Nullable;

/**
 * Finds the JSON in a model's reply: the whole reply, else what a fenced block or the prose holds. The reply is walked
 * at most twice, and what is JSON as a whole is never repaired.
 *
 * @param <T> what the JSON is turned into
 */
final class JsonFinder<T> {

    /** Far more than a reply holds on purpose; each costs an attempt to turn it into a value. */
    static final int MAX_CANDIDATES = 100;

    private static final String FENCE = "```";

    private final String text;
    private final Ending ending;
    private final JsonReader<T> target;
    private int candidates;
    private @Nullable Broken firstBroken;
    private @Nullable OutputParserException misfit;

    private JsonFinder(String text, Ending ending, JsonReader<T> target) {
        this.text = text;
        this.ending = ending;
        this.target = target;
    }

    /** The first value in the reply that the target takes. */
    static <T> T find(String text, Ending ending, JsonReader<T> target) {
        return new JsonFinder<>(text, ending, target).find();
    }

    private T find() {
        String whole = stripped();
        if (whole.isEmpty()) {
            throw new OutputParserException("The output is empty; expected JSON.", text);
        }
        T direct = target.direct(whole);
        if (direct != null) {
            return direct;
        }
        JsonNode strict = strict(whole);
        if (strict != null) {
            return target.convert(strict, text);
        }
        T found = search();
        if (found != null) {
            return found;
        }
        throw misfit != null ? misfit : nothingFound();
    }

    private String stripped() {
        int start = 0;
        int end = text.length();
        while (start < end && Cursor.isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && Cursor.isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private @Nullable JsonNode strict(String whole) {
        try {
            return Json.tree(whole);
        } catch (StreamConstraintsException e) {
            throw new OutputParserException("The JSON is refused: " + e.getOriginalMessage() + ".", text, e);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private @Nullable T search() {
        StringBuilder buffer = new StringBuilder(text);
        int from = afterThinking();
        int fence = fence(from);
        T found = fence < 0 ? null : searchFrom(buffer, fence);
        return found != null ? found : searchFrom(buffer, from);
    }

    private @Nullable T searchFrom(StringBuilder buffer, int from) {
        int at = next(from);
        while (at < text.length() && candidates < MAX_CANDIDATES) {
            TolerantReader reader = new TolerantReader(buffer, at, ending);
            try {
                T value = tried(reader.read());
                if (value != null) {
                    return value;
                }
            } catch (Broken e) {
                noteBroken(e);
            }
            at = next(Math.max(at + 1, reader.at()));
        }
        return null;
    }

    private @Nullable T tried(JsonNode node) {
        candidates++;
        try {
            return target.convert(node, text);
        } catch (OutputParserException e) {
            // What is of the right kind tells more than a footnote's "[1]".
            misfit = misfit == null || target.fits(node) ? e : misfit;
            return null;
        }
    }

    private void noteBroken(Broken e) {
        if (e.isDeep()) {
            throw new OutputParserException(
                    "The JSON is refused: " + e.getMessage() + ", " + place(e.at()) + ".", text);
        }
        firstBroken = firstBroken == null ? e : firstBroken;
    }

    private int next(int from) {
        int at = from;
        while (at < text.length() && text.charAt(at) != '{' && text.charAt(at) != '[') {
            at++;
        }
        return at;
    }

    /** Past what a reasoning model thought aloud, whose drafts are not the answer. */
    private int afterThinking() {
        int end = text.stripLeading().startsWith("<think>") ? text.indexOf("</think>") : -1;
        return Math.max(end, 0);
    }

    /** Past the first line that opens a JSON block, unless the reply begins with JSON; -1 if there is none. */
    private int fence(int from) {
        int first = text.length() - text.stripLeading().length();
        if (text.startsWith("{", first) || text.startsWith("[", first)) {
            return -1;
        }
        int start = text.indexOf(FENCE, from);
        while (start >= 0 && !(text.regionMatches(true, start + FENCE.length(), "json", 0, 4) && startsLine(start))) {
            start = text.indexOf(FENCE, start + FENCE.length());
        }
        return start;
    }

    private boolean startsLine(int at) {
        int before = at - 1;
        while (before >= 0 && text.charAt(before) != '\n' && Cursor.isBlank(text.charAt(before))) {
            before--;
        }
        return before < 0 || text.charAt(before) == '\n';
    }

    private OutputParserException nothingFound() {
        if (firstBroken == null) {
            return new OutputParserException("No JSON was found in the output; expected " + target.kind() + ".", text);
        }
        String cut = ending == Ending.CLOSED ? " The model stopped at its limit of tokens: raise maxTokens." : "";
        return new OutputParserException(
                "The output is not JSON, " + place(firstBroken.at()) + ": " + firstBroken.getMessage() + "." + cut,
                text);
    }

    private String place(int at) {
        int line =
                1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
        int column = at - text.lastIndexOf('\n', at - 1);
        return "line %d, column %d (offset %d)".formatted(line, column, at);
    }
}
