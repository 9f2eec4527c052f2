package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentTransformer;
import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Cuts documents into sentences, each of which knows in its metadata the sentences around it: found by the one, read in
 * the many, with {@link SentenceWindowRetriever}. Sentences are the JDK's, for Chinese too. Lazy; order kept.
 *
 * @param window how many sentences to keep on each side, 0 or more
 */
public record SentenceWindows(int window) implements DocumentTransformer {

    /** The metadata key of the text around a sentence, the sentence included: a String. */
    public static final String TEXT = "window";

    /** The metadata key of where that text starts in the document: an Integer, in UTF-16 characters from 0. */
    public static final String START = "window_start";

    /** The metadata key of what the text is from: a String that is the same for all sentences of a document. */
    public static final String DOCUMENT = "window_of";

    /** Checks the window. */
    public SentenceWindows {
        if (window < 0) {
            throw new IllegalArgumentException("window must not be negative, was " + window);
        }
    }

    /** Three sentences on each side, as LlamaIndex's default. */
    public static SentenceWindows create() {
        return new SentenceWindows(3);
    }

    @Override
    public Stream<Document> transform(Stream<Document> documents) {
        return documents.flatMap(this::sentences);
    }

    private Stream<Document> sentences(Document document) {
        String text = document.text();
        List<int[]> ranges = ranges(text);
        String id = document.id() == null
                ? UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString()
                : document.id();
        return IntStream.range(0, ranges.size()).mapToObj(i -> {
            int from = ranges.get(Math.max(0, i - window))[0];
            int to = ranges.get(Math.min(ranges.size() - 1, i + window))[1];
            Map<String, Object> metadata = new LinkedHashMap<>(document.metadata());
            metadata.putAll(Map.of(TEXT, text.substring(from, to), START, from, DOCUMENT, id));
            return Document.of(text.substring(ranges.get(i)[0], ranges.get(i)[1]), metadata);
        });
    }

    /** Where sentences start and end, without the space around them. */
    private static List<int[]> ranges(String text) {
        BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
        breaks.setText(text);
        List<int[]> ranges = new ArrayList<>();
        int from = breaks.first();
        for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
            String sentence = text.substring(from, to);
            int start = from + sentence.length() - sentence.stripLeading().length();
            int end = from + sentence.stripTrailing().length();
            if (start < end) {
                ranges.add(new int[] {start, end});
            }
            from = to;
        }
        return ranges;
    }
}
