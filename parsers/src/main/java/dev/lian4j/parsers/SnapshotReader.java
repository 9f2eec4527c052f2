package dev.lian4j.parsers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.lian4j.core.Piece;
import dev.lian4j.core.error.OutputParserException;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the pieces of one reply into snapshots. For one thread. */
final class SnapshotReader<T> {

    /** Up to so many characters every change makes a snapshot. */
    static final int SHORT = 4_096;

    private static final int SHARE = 32;

    private final JsonTarget<T> target;
    private final ObjectReader lenient;
    private final PartialJsonReader reader;
    private long version;
    private int length;
    private @Nullable T latest;

    SnapshotReader(JsonTarget<T> target) {
        this.target = target;
        this.lenient = Json.LENIENT.readerFor(target.type());
        this.reader = PartialJsonReader.accepting(this::isAnswer);
    }

    /** The snapshot after this piece; null where there is nothing new. */
    @Nullable
    T next(Piece piece) {
        if (!(piece instanceof Piece.Text text)) {
            return null;
        }
        reader.feed(text.text());
        if (!isDue() || reader.version() == version) {
            return null;
        }
        version = reader.version();
        length = reader.length();
        Optional<T> made = reader.soFar(this::convert).flatMap(value -> value);
        return last(made.orElse(null));
    }

    /** The value, unless it is the latest one already. */
    @Nullable
    T last(@Nullable T value) {
        if (value == null || value.equals(latest)) {
            return null;
        }
        latest = value;
        return value;
    }

    private boolean isDue() {
        return reader.length() <= SHORT || reader.length() - length >= reader.length() / SHARE;
    }

    private boolean isAnswer(JsonNode node) {
        try {
            return target.convert(node, "") != null;
        } catch (OutputParserException e) {
            return false;
        }
    }

    private Optional<T> convert(JsonNode node) {
        if (!target.fits(node)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(lenient.readValue(node));
        } catch (JsonProcessingException e) {
            return Optional.empty(); // not a value yet
        } catch (IOException e) {
            throw new OutputParserException("The JSON cannot be read: " + e.getMessage(), reader.text(), e);
        }
    }
}
