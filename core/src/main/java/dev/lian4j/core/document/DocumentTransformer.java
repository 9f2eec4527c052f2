package dev.lian4j.core.document;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import java.util.List;
import java.util.stream.Stream;

/** Makes documents of documents: splitters, translators, filters. */
public interface DocumentTransformer extends Chain<List<Document>, List<Document>> {

    /** The new documents, made as they are pulled. */
    Stream<Document> transform(Stream<Document> documents);

    @Override
    default List<Document> invoke(List<Document> documents, Run run) {
        return transform(documents.stream()).toList();
    }
}
