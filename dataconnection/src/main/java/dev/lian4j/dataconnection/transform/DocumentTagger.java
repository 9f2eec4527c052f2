package dev.lian4j.dataconnection.transform;

import dev.lian4j.core.Chain;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentTransformer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Adds what a chain finds out about each text to its metadata: properties that a model extracts, questions that a text
 * answers, a summary. LangChain's metadata tagger, Doctran's extractor and interrogator are such. Lazy, order kept.
 *
 * @param tagger from a text to what is known of it; replaces what the document says already
 * @param parallelism how many documents at once, at least 1
 */
public record DocumentTagger(Chain<String, ? extends Map<String, ?>> tagger, int parallelism)
        implements DocumentTransformer {

    /** A tagger of four documents at once. */
    public static DocumentTagger of(Chain<String, ? extends Map<String, ?>> tagger) {
        return new DocumentTagger(tagger, 4);
    }

    /** A tagger of one property, four documents at once. */
    public static DocumentTagger of(String key, Chain<String, ?> property) {
        return of(property.map(value -> Map.of(key, value)));
    }

    @Override
    public Stream<Document> transform(Stream<Document> documents) {
        return Ahead.of(
                documents,
                (document, run) -> {
                    Map<String, Object> metadata = new LinkedHashMap<>(document.metadata());
                    metadata.putAll(run.call(tagger, document.text()));
                    return new Document(document.id(), document.text(), metadata);
                },
                parallelism);
    }
}
