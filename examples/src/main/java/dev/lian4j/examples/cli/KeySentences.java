package dev.lian4j.examples.cli;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The sentence of some pages that is nearest to a question: a very small model loses itself in more. */
final class KeySentences {

    /** A heading has fewer words. */
    private static final int BLANKS = 3;

    private static final double SHORT_LINE = 0.6;

    private KeySentences() {}

    /** The nearest sentence, with the metadata of its page; empty where there is none. */
    static Optional<ScoredDocument> nearest(String question, List<Document> pages, EmbeddingModel embeddings) {
        Set<Document> sentences = new LinkedHashSet<>();
        for (Document page : pages) {
            for (String sentence : sentences(page.text())) {
                sentences.add(Document.of(sentence, page.metadata()));
            }
        }
        return sentences.isEmpty()
                ? Optional.empty()
                : InMemoryVectorStore.fromDocuments(List.copyOf(sentences), embeddings)
                        .similaritySearchWithScore(question, 1)
                        .stream()
                        .findFirst();
    }

    /** Lines are joined first, since a line of a page is rarely a sentence; headings stay apart. */
    static List<String> sentences(String text) {
        List<String> sentences = new ArrayList<>();
        for (String paragraph : paragraphs(text)) {
            BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ENGLISH);
            breaks.setText(paragraph);
            int start = breaks.first();
            for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
                String sentence = paragraph.substring(start, end).strip();
                if (sentence.chars().filter(Character::isWhitespace).count() >= BLANKS) {
                    sentences.add(sentence);
                }
                start = end;
            }
        }
        return sentences;
    }

    /** Runs of lines that belong together: a blank line ends one, and so does a line that is too short to be full. */
    private static List<String> paragraphs(String text) {
        int longest = text.lines().mapToInt(String::length).max().orElse(0);
        List<String> paragraphs = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        for (String line : text.lines().map(String::strip).toList()) {
            paragraph.append(line).append(' ');
            if (line.length() < SHORT_LINE * longest) {
                paragraphs.add(paragraph.toString());
                paragraph.setLength(0);
            }
        }
        paragraphs.add(paragraph.toString());
        return paragraphs;
    }
}
