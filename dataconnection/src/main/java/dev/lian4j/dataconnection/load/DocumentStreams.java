package dev.lian4j.dataconnection.load;

import dev.lian4j.core.document.Document;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Streams of documents that read no more than is pulled: unlike {@link Stream#flatMap}, which reads a whole part ahead when
 * its stream is pulled one by one. For loaders.
 */
public final class DocumentStreams {

    private DocumentStreams() {}

    /** The documents of a stream that is opened when the first is pulled, and closed after the last or on an error. */
    public static Stream<Document> lazily(Supplier<Stream<Document>> open) {
        return oneByOne(List.of(open).iterator(), Supplier::get, (part, fault) -> {
            throw fault;
        });
    }

    /**
     * The documents of one part after another, one open at a time.
     *
     * @param failed told of a part that could not be opened or read on, after which the next is read; may throw to end all
     */
    public static <P> Stream<Document> oneByOne(
            Iterator<P> parts, Function<P, Stream<Document>> open, BiConsumer<P, RuntimeException> failed) {
        return of(() -> parts.hasNext() ? parts.next() : null, open, failed);
    }

    static <P> Stream<Document> of(
            Supplier<@Nullable P> next, Function<P, Stream<Document>> open, BiConsumer<P, RuntimeException> failed) {
        OneByOne<P> documents = new OneByOne<>(next, open, failed);
        return StreamSupport.stream(documents, false).onClose(documents::close);
    }
}
