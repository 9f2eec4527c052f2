package dev.lian4j.dataconnection.load;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.DocumentLoadException;
import dev.lian4j.core.error.LianException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The documents of one part after another, one open at a time. An error while a part is read ends that part only. */
final class OneByOne<P> extends Spliterators.AbstractSpliterator<Document> {

    private final Supplier<@Nullable P> next;
    private final Function<P, Stream<Document>> opening;
    private final BiConsumer<P, RuntimeException> failed;
    private @Nullable Open<P> open;
    private @Nullable Document pulled;

    /**
     * Parts that are not opened yet.
     *
     * @param next the next part, or null after the last
     * @param failed what to do with a part that could not be opened or read; may throw
     */
    OneByOne(
            Supplier<@Nullable P> next, Function<P, Stream<Document>> opening, BiConsumer<P, RuntimeException> failed) {
        super(Long.MAX_VALUE, ORDERED | NONNULL);
        this.next = next;
        this.opening = opening;
        this.failed = failed;
    }

    @Override
    public boolean tryAdvance(Consumer<? super Document> action) {
        while (open != null || openNext()) {
            Document document = pull();
            if (document != null) {
                action.accept(document);
                return true;
            }
            close();
        }
        return false;
    }

    void close() {
        if (open != null) {
            Stream<Document> stream = open.stream();
            open = null;
            stream.close();
        }
    }

    /** Opens the next part that opens; false after the last. */
    private boolean openNext() {
        for (P part = next.get(); part != null && open == null; part = open == null ? next.get() : part) {
            open(part);
        }
        return open != null;
    }

    private void open(P part) {
        try {
            Stream<Document> stream = opening.apply(part);
            open = new Open<>(part, stream, stream.spliterator());
        } catch (RuntimeException e) {
            fail(part, e);
        }
    }

    /**
     * The next document of the open part, or null at its end or on an error. The document is handed on only by the caller, so
     * that an error of whoever takes it is not taken for one of the part.
     */
    private @Nullable Document pull() {
        Open<P> from = Objects.requireNonNull(open);
        pulled = null;
        try {
            from.documents().tryAdvance(document -> pulled = document);
        } catch (RuntimeException e) {
            close();
            fail(from.part(), e);
        }
        return pulled;
    }

    /** What our own code throws on purpose, such as for a cancelled run, is no fault of the part, save for one kind. */
    private void fail(P part, RuntimeException e) {
        if (e instanceof LianException && !(e instanceof DocumentLoadException)) {
            throw e;
        }
        failed.accept(part, e);
    }

    private record Open<P>(P part, Stream<Document> stream, Spliterator<Document> documents) {}
}
