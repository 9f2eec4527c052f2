package dev.lian4j.dataconnection.split;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Metadata;
import java.util.Map;

/** Some lines of Markdown under the same headings, and where the first of them starts in the text. */
record MarkdownBlock(int start, String text, Map<String, Object> metadata) {

    Document document(boolean addStartIndex) {
        Document document = Document.of(text, metadata);
        return addStartIndex ? document.with(Metadata.START_INDEX, start) : document;
    }
}
