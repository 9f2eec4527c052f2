package dev.lian4j.dataconnection.split;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Metadata;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;

/** The chunks of documents, made one by one; {@code flatMap} would make all of a document at once. */
final class Chunks extends Spliterators.AbstractSpliterator<Document> {

    private final TextSplitter splitter;
    private final Spliterator<Document> documents;
    private Document document = Document.of("");
    private ChunkRanges ranges = new ChunkRanges();
    private int next;

    Chunks(TextSplitter splitter, Spliterator<Document> documents) {
        super(Long.MAX_VALUE, ORDERED | NONNULL);
        this.splitter = splitter;
        this.documents = documents;
    }

    @Override
    public boolean tryAdvance(Consumer<? super Document> action) {
        while (next == ranges.size()) {
            if (!documents.tryAdvance(this::open)) {
                return false;
            }
        }
        action.accept(chunk(next++));
        return true;
    }

    private void open(Document opened) {
        document = opened;
        ranges = splitter.ranges(opened.text());
        next = 0;
    }

    private Document chunk(int index) {
        int from = ranges.from(index);
        String text = document.text().substring(from, ranges.to(index));
        if (!splitter.options().addStartIndex()) {
            return Document.of(text, document.metadata());
        }
        Map<String, Object> metadata = new LinkedHashMap<>(document.metadata());
        metadata.put(Metadata.START_INDEX, from);
        return Document.of(text, metadata);
    }
}
