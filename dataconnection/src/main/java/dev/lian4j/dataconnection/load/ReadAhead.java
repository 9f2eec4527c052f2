package dev.lian4j.dataconnection.load;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.CancelledException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads some parts at once, each on a thread, while their documents are pulled in the order of the parts. Holds the documents
 * of as many parts as it reads at once. For {@link OneByOne}: {@link #next} and {@link #open} in place of the parts' own.
 */
final class ReadAhead<P> implements AutoCloseable {

    private final Supplier<@Nullable P> parts;
    private final Function<P, Stream<Document>> opening;
    private final int atOnce;
    private final ExecutorService threads;
    private final Deque<Started<P>> started = new ArrayDeque<>();

    ReadAhead(Supplier<@Nullable P> parts, Function<P, Stream<Document>> opening, int atOnce) {
        this.parts = parts;
        this.opening = opening;
        this.atOnce = atOnce;
        this.threads = Executors.newFixedThreadPool(atOnce, work -> {
            Thread thread = new Thread(work, "lian4j-load");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The next part, with those after it on their way; null after the last. */
    @Nullable
    Started<P> next() {
        while (started.size() < atOnce) {
            P part = parts.get();
            if (part == null) {
                break;
            }
            started.add(new Started<>(part, threads.submit(() -> read(part))));
        }
        Started<P> first = started.poll();
        if (first == null) {
            close();
        }
        return first;
    }

    private Read read(P part) {
        List<Document> documents = new ArrayList<>();
        try (Stream<Document> stream = opening.apply(part)) {
            stream.forEachOrdered(documents::add);
            return new Read(documents, null);
        } catch (RuntimeException fault) {
            return new Read(documents, fault);
        }
    }

    /** The documents that could be read, and then the fault, as if they were only read now. */
    Stream<Document> open(Started<P> part) {
        Read read = await(part.reading());
        return Stream.concat(
                read.documents().stream(), Stream.ofNullable(read.fault()).flatMap(fault -> {
                    throw fault;
                }));
    }

    private static Read await(Future<Read> reading) {
        try {
            return reading.get();
        } catch (InterruptedException e) {
            throw CancelledException.interrupted("loading");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Stops what is being read; its threads end. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** A part whose reading has begun. */
    record Started<P>(P part, Future<Read> reading) {}

    /** What came of reading a part. */
    record Read(List<Document> documents, @Nullable RuntimeException fault) {}
}
