package dev.lian4j.examples.cli;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The few sentences of found passages that are nearest to a question: a very small model loses itself in more. */
final class KeySentences {

    private static final Pattern PARAGRAPH_END = Pattern.compile("\\R\\s*\\R|\\R\\s*[•\\-–]\\s+");

    private KeySentences() {}

    /** The nearest sentences, nearest first, each with the metadata of its passage. */
    static List<Document> of(String question, List<ScoredDocument> passages, EmbeddingModel embeddings, int most) {
        List<Document> sentences = new ArrayList<>();
        for (ScoredDocument passage : passages) {
            for (String sentence : sentences(passage.document().text())) {
                sentences.add(Document.of(sentence, passage.document().metadata()));
            }
        }
        return sentences.isEmpty()
                ? List.of()
                : InMemoryVectorStore.fromDocuments(sentences, embeddings).similaritySearch(question, most);
    }

    /** Lines are joined first, since a line of a page is rarely a sentence; blank lines and bullets part sentences. */
    private static List<String> sentences(String text) {
        List<String> sentences = new ArrayList<>();
        for (String paragraph : PARAGRAPH_END.split(text, -1)) {
            String line = paragraph.strip().replaceAll("\\s+", " ");
            BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
            breaks.setText(line);
            int start = breaks.first();
            for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
                String sentence = line.substring(start, end).strip();
                if (sentence.chars().filter(Character::isLetter).count() > 10) {
                    sentences.add(sentence);
                }
                start = end;
            }
        }
        return sentences;
    }
}
