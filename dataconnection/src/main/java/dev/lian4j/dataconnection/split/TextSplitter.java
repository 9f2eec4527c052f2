package dev.lian4j.dataconnection.split;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentTransformer;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Cuts texts into chunks, each of which is a part of its text, unchanged. Lazy by document; chunks have the metadata of
 * their document and no id. Takes time and memory linear in the text. Immutable.
 */
public abstract class TextSplitter implements DocumentTransformer {

    private final ChunkOptions options;

    TextSplitter(ChunkOptions options) {
        this.options = options;
    }

    /** Where the chunks of a text are. */
    abstract ChunkRanges ranges(String text);

    final ChunkOptions options() {
        return options;
    }

    /** The chunks of a text, in order. */
    public final List<String> splitText(String text) {
        return ranges(text).stream(text).toList();
    }

    /** The chunks of all documents, in order. */
    public final List<Document> splitDocuments(List<Document> documents) {
        return transform(documents.stream()).toList();
    }

    @Override
    public final Stream<Document> transform(Stream<Document> documents) {
        Chunks chunks = new Chunks(this, documents.spliterator());
        return StreamSupport.stream(chunks, false).onClose(documents::close);
    }
}
