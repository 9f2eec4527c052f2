package dev.lian4j.parsers;

import dev.lian4j.core.Piece;
import dev.lian4j.core.Streamed;
import java.util.Iterator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What a JSON reply says while it is still coming, typed: each value holds more than the one before. Components that
 * have not come, or do not fit yet (half a date), are null, {@code Optional.empty()}, an empty list or map, 0 or false;
 * texts and numbers are cut where the reply ends. Where the record's own constructor refuses what there is, there is no
 * snapshot.
 *
 * <p>A value is only made when something has changed, and in a reply of more than {@value SnapshotReader#SHORT}
 * characters when at least 1/32 of it is new, so that even a snapshot for each piece costs linear time. Immutable.
 *
 * @param <T> the value
 */
public final class Snapshots<T> {

    private final JsonTarget<T> target;

    Snapshots(JsonTarget<T> target) {
        this.target = target;
    }

    /**
     * The values of a stream, pulled one by one; its result, strictly checked, is the last. Ends with the stream's error
     * if it has one.
     */
    public Stream<T> of(Streamed<? extends T> stream) {
        SnapshotReader<T> reader = new SnapshotReader<>(target);
        Iterator<Piece> pieces = stream.pieces().iterator();
        return Pulled.stream(
                        () -> {
                            T next = null;
                            while (next == null && pieces.hasNext()) {
                                next = reader.next(pieces.next());
                            }
                            return next;
                        },
                        () -> reader.last(stream.result()))
                .onClose(stream::close);
    }

    /** A receiver of pieces that hands on the values; the whole result is what the chain itself gives. For one run. */
    public Consumer<Piece> to(Consumer<? super T> receiver) {
        SnapshotReader<T> reader = new SnapshotReader<>(target);
        return piece -> {
            T value = reader.next(piece);
            if (value != null) {
                receiver.accept(value);
            }
        };
    }
}
