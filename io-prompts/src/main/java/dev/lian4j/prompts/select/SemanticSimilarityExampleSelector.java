package dev.lian4j.prompts.select;

import dev.lian4j.core.document.VectorStore;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.prompts.ExampleSelector;
import dev.lian4j.prompts.Examples;
import java.util.List;
import java.util.Map;

/**
 * The examples that are nearest in meaning to the values, nearest first. LangChain's
 * {@code SemanticSimilarityExampleSelector}. Compared is the text of all values, or of those named, by the cosine of their
 * vectors or as the store does. Each choice embeds one text. Safe for several threads.
 */
public final class SemanticSimilarityExampleSelector implements ExampleSelector {

    private final ExampleIndex index;
    private final int k;
    private final ExampleText text;

    private SemanticSimilarityExampleSelector(ExampleIndex index, int k, List<String> inputKeys) {
        this.index = index;
        this.k = Counts.positive("k", k);
        this.text = new ExampleText(inputKeys);
    }

    /**
     * Chooses {@code k} of these, which are embedded at once and kept in memory.
     *
     * @param inputKeys what to compare by; all values where none is named
     * @throws IllegalArgumentException if {@code k} is less than 1
     * @throws dev.lian4j.core.error.TemplateException if an example lacks such a value
     */
    public static SemanticSimilarityExampleSelector of(
            List<? extends Map<String, ?>> examples, EmbeddingModel embeddings, int k, String... inputKeys) {
        var selector =
                new SemanticSimilarityExampleSelector(new InMemoryExampleIndex(embeddings), k, List.of(inputKeys));
        selector.addExamples(examples);
        return selector;
    }

    /**
     * Chooses {@code k} of those in the store, where each example is the metadata of a document.
     *
     * @param inputKeys what to compare by; all values where none is named
     * @throws IllegalArgumentException if {@code k} is less than 1
     */
    public static SemanticSimilarityExampleSelector of(VectorStore store, int k, String... inputKeys) {
        return new SemanticSimilarityExampleSelector(new StoredExampleIndex(store), k, List.of(inputKeys));
    }

    /**
     * Adds an example.
     *
     * @throws dev.lian4j.core.error.TemplateException if it lacks a value to compare by
     */
    public void addExample(Map<String, ?> example) {
        addExamples(List.of(example));
    }

    private void addExamples(List<? extends Map<String, ?>> examples) {
        List<Map<String, Object>> copies = Examples.copy(examples);
        index.add(copies, copies.stream().map(text::of).toList());
    }

    @Override
    public List<Map<String, Object>> selectExamples(Map<String, ?> values) {
        return index.nearest(text.of(values), k);
    }
}
