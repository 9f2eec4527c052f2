package dev.lian4j.dataconnection.split;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentTransformer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Cuts texts at their own structure, such as headings, and tells in the metadata of each section where it stands. Sections
 * are as long as they are; a {@link RecursiveCharacterTextSplitter} after it cuts them to a size. Lazy by document;
 * sections have the metadata of their document too, and no id. Immutable.
 */
public abstract class SectionSplitter implements DocumentTransformer {

    SectionSplitter() {}

    /** The sections of a text, in order. */
    public abstract List<Document> splitText(String text);

    /** The sections of all documents, in order. */
    public final List<Document> splitDocuments(List<Document> documents) {
        return transform(documents.stream()).toList();
    }

    @Override
    public final Stream<Document> transform(Stream<Document> documents) {
        return documents.flatMap(document -> splitText(document.text()).stream().map(section -> of(document, section)));
    }

    private static Document of(Document document, Document section) {
        Map<String, Object> metadata = new LinkedHashMap<>(document.metadata());
        metadata.putAll(section.metadata());
        return Document.of(section.text(), metadata);
    }
}
