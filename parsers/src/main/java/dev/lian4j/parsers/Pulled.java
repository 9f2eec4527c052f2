package dev.lian4j.parsers;

import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** A stream of what a supplier gives until it gives null, and then of one last thing. */
final class Pulled<T> extends Spliterators.AbstractSpliterator<T> {

    private final Supplier<@Nullable T> next;
    private final Supplier<@Nullable T> last;
    private boolean ended;

    private Pulled(Supplier<@Nullable T> next, Supplier<@Nullable T> last) {
        super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
        this.next = next;
        this.last = last;
    }

    static <T> Stream<T> stream(Supplier<@Nullable T> next, Supplier<@Nullable T> last) {
        return StreamSupport.stream(new Pulled<>(next, last), false);
    }

    @Override
    public boolean tryAdvance(Consumer<? super T> action) {
        T value = ended ? null : next.get();
        if (value == null && !ended) {
            ended = true;
            value = last.get();
        }
        if (value != null) {
            action.accept(value);
        }
        return value != null;
    }
}
