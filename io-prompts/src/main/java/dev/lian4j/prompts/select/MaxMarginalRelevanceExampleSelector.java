package dev.lian4j.prompts.select;

import dev.lian4j.core.document.VectorStore;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.prompts.ExampleSelector;
import dev.lian4j.prompts.Examples;
import java.util.List;
import java.util.Map;

/**
 * Examples that are near in meaning to the values, and different from each other. LangChain's
 * {@code MaxMarginalRelevanceExampleSelector}: of the nearest {@code fetchK}, one after another, that of the greatest
 * {@code 0.5 * nearness - 0.5 * likeness to those chosen}. Source: Carbonell and Goldstein, The use of MMR (1998). A store
 * that does not give its vectors back has the texts found embedded again for each choice. Safe for several threads.
 */
public final class MaxMarginalRelevanceExampleSelector implements ExampleSelector {

    private final ExampleIndex index;
    private final int k;
    private final int fetchK;
    private final ExampleText text;

    private MaxMarginalRelevanceExampleSelector(ExampleIndex index, int k, int fetchK, List<String> inputKeys) {
        this.index = index;
        this.k = Counts.positive("k", k);
        this.fetchK = Math.max(k, Counts.positive("fetchK", fetchK));
        this.text = new ExampleText(inputKeys);
    }

    /**
     * Chooses {@code k} of these, which are embedded at once and kept in memory.
     *
     * @param fetchK among how many of the nearest to choose; LangChain's default is 20; at least {@code k}
     * @param inputKeys what to compare by; all values where none is named
     * @throws IllegalArgumentException if a number is less than 1
     * @throws dev.lian4j.core.error.TemplateException if an example lacks such a value
     */
    public static MaxMarginalRelevanceExampleSelector of(
            List<? extends Map<String, ?>> examples,
            EmbeddingModel embeddings,
            int k,
            int fetchK,
            String... inputKeys) {
        var selector = new MaxMarginalRelevanceExampleSelector(
                new InMemoryExampleIndex(embeddings), k, fetchK, List.of(inputKeys));
        selector.addExamples(examples);
        return selector;
    }

    /**
     * Chooses {@code k} of those in the store, where each example is the metadata of a document.
     *
     * @param fetchK among how many of the nearest to choose; LangChain's default is 20; at least {@code k}
     * @param inputKeys what to compare by; all values where none is named
     * @throws IllegalArgumentException if a number is less than 1
     */
    public static MaxMarginalRelevanceExampleSelector of(VectorStore store, int k, int fetchK, String... inputKeys) {
        return new MaxMarginalRelevanceExampleSelector(new StoredExampleIndex(store), k, fetchK, List.of(inputKeys));
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
        return index.various(text.of(values), k, fetchK);
    }
}
