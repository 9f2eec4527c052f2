package dev.lian4j.dataconnection.transform;

import dev.lian4j.core.Chain;
import dev.lian4j.core.document.Document;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A step for each document of a stream, some at once, in order, and no more ahead of who pulls than run at once. */
final class Ahead extends Spliterators.AbstractSpliterator<Document> {
    private final Iterator<Document> documents;
    private final Chain<Document, Document> step;
    private final int parallelism;
    private Iterator<Document> done = List.<Document>of().iterator();

    private Ahead(Iterator<Document> documents, Chain<Document, Document> step, int parallelism) {
        super(Long.MAX_VALUE, ORDERED | NONNULL);
        this.documents = documents;
        this.step = step;
        this.parallelism = parallelism;
    }

    static Stream<Document> of(Stream<Document> documents, Chain<Document, Document> step, int parallelism) {
        return StreamSupport.stream(new Ahead(documents.iterator(), step, parallelism), false)
                .onClose(documents::close);
    }

    @Override
    public boolean tryAdvance(Consumer<? super Document> action) {
        if (!done.hasNext()) {
            List<Document> next = new ArrayList<>();
            while (next.size() < parallelism && documents.hasNext()) {
                next.add(documents.next());
            }
            done = step.batch(next, parallelism).iterator();
        }
        boolean more = done.hasNext();
        if (more) {
            action.accept(done.next());
        }
        return more;
    }
}
