package dev.lian4j.parsers;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lian4j.core.error.OutputParserException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of a reply piece by piece, with the tolerance of {@link JsonOutputParser}: each piece costs what it is
 * long, however much came before, and how the reply was cut into pieces makes no difference. Prose around the JSON is
 * passed over. At most 16 MiB of characters and 1,000 levels. For one thread.
 */
public final class PartialJsonReader {

    private final StringBuilder text = new StringBuilder();
    private final JsonStarts starts = new JsonStarts(text);
    private final Predicate<JsonNode> accepts;

    private @Nullable TolerantReader reader;
    private @Nullable JsonNode found;
    private @Nullable Broken broken;
    private boolean searching = true;
    private int start;
    private int candidates;

    private PartialJsonReader(Predicate<JsonNode> accepts) {
        this.accepts = accepts;
    }

    /** A reader of the first object or array. */
    public static PartialJsonReader create() {
        return new PartialJsonReader(node -> true);
    }

    /** A reader of the first one that is accepted when it is whole. */
    static PartialJsonReader accepting(Predicate<JsonNode> accepts) {
        return new PartialJsonReader(accepts);
    }

    /**
     * Reads the next piece; gives this reader.
     *
     * @throws OutputParserException if the reply is too long or nested too deep; not if it is no JSON
     */
    public PartialJsonReader feed(String piece) {
        text.append(piece);
        Limits.check(text);
        boolean moved = true;
        while (moved) {
            moved = reader == null ? begin() : readOn(reader);
        }
        return this;
    }

    /**
     * What has come so far, with the value that is being written cut where it ends; empty before the first bracket. A
     * copy, so it costs what it is large.
     */
    public Optional<JsonNode> snapshot() {
        return soFar(JsonNode::deepCopy);
    }

    /** Whether the object or array has come whole; only a fenced block of JSON further on would replace it. */
    public boolean isWhole() {
        return reader == null && found != null;
    }

    /** Makes something of what has come so far, which is only lent. */
    <R> Optional<R> soFar(Function<? super JsonNode, R> function) {
        return reader != null
                ? Optional.of(reader.soFar(function))
                : Optional.ofNullable(found).map(function);
    }

    /** A number that is another one whenever what has come so far is another one. */
    long version() {
        return ((long) candidates << 56) + (reader == null ? 0 : 1 + reader.version());
    }

    int length() {
        return text.length();
    }

    String text() {
        return text.toString();
    }

    /** Why there is nothing, where what looked like JSON was none. */
    Optional<OutputParserException> failure() {
        return reader != null || found != null || broken == null
                ? Optional.empty()
                : Optional.of(new OutputParserException(
                        "The output is not JSON at offset " + broken.at() + ": " + broken.getMessage() + ".", text()));
    }

    private boolean begin() {
        searching = searching || starts.moveToFence(start);
        int next = searching && candidates < JsonFinder.MAX_CANDIDATES ? starts.next() : -1;
        if (next >= 0) {
            start = next;
            reader = new TolerantReader(text, next, Ending.PARTIAL);
        }
        return next >= 0;
    }

    private boolean readOn(TolerantReader current) {
        try {
            boolean whole = current.readOn();
            if (whole) {
                end(current);
            }
            return whole;
        } catch (Broken e) {
            giveUp(current, e);
            return true;
        }
    }

    private void end(TolerantReader whole) {
        JsonNode node = whole.soFar(Function.identity());
        if (accepts.test(node)) {
            found = node;
            searching = false;
        }
        leave(whole.at());
    }

    private void giveUp(TolerantReader current, Broken e) {
        if (e.isDeep()) {
            throw new OutputParserException("The JSON is refused: " + e.getMessage() + ".", text());
        }
        broken = broken == null ? e : broken;
        leave(Math.max(start + 1, current.at()));
    }

    private void leave(int at) {
        starts.goOn(at);
        candidates++;
        reader = null;
    }
}
