package dev.lian4j.models.limit;

import dev.lian4j.core.Run;
import dev.lian4j.core.error.InvalidResponseException;
import dev.lian4j.core.error.ModelException.Details;
import dev.lian4j.core.model.EmbeddingModel;
import java.util.ArrayList;
import java.util.List;

/**
 * An embedding model that asks for many texts in batches within a provider's limits, several at once; the vectors are in
 * the order of the texts. The first batch that fails ends the rest. Thread safe.
 */
public final class BatchingEmbeddings implements EmbeddingModel {

    private final EmbeddingModel model;
    private final int maxTexts;
    private final int maxCharacters;
    private final int parallelism;

    private BatchingEmbeddings(EmbeddingModel model, int maxTexts, int maxCharacters, int parallelism) {
        this.model = model;
        this.maxTexts = maxTexts;
        this.maxCharacters = maxCharacters;
        this.parallelism = parallelism;
    }

    /**
     * Batches of at most so many texts and characters; a text that is longer alone is a batch of its own.
     *
     * @param parallelism how many batches are asked for at once
     * @throws IllegalArgumentException if a limit is not positive
     */
    public static BatchingEmbeddings of(EmbeddingModel model, int maxTexts, int maxCharacters, int parallelism) {
        if (maxTexts < 1 || maxCharacters < 1 || parallelism < 1) {
            throw new IllegalArgumentException("maxTexts, maxCharacters and parallelism must be at least 1, were "
                    + maxTexts + ", " + maxCharacters + " and " + parallelism);
        }
        return new BatchingEmbeddings(model, maxTexts, maxCharacters, parallelism);
    }

    /**
     * The vectors, in order.
     *
     * @throws InvalidResponseException if the model gives another number of vectors than it was given texts
     */
    @Override
    public List<float[]> embedDocuments(List<String> texts) {
        return invoke(texts, Run.root());
    }

    @Override
    public List<float[]> invoke(List<String> texts, Run run) {
        List<List<String>> batches = batches(texts);
        List<List<float[]>> vectors = run.call(model.each(parallelism), batches);
        List<float[]> all = new ArrayList<>(texts.size());
        for (int i = 0; i < batches.size(); i++) {
            check(batches.get(i).size(), vectors.get(i).size());
            all.addAll(vectors.get(i));
        }
        return all;
    }

    private void check(int texts, int vectors) {
        if (texts != vectors) {
            throw new InvalidResponseException(
                    model.name() + " gave " + vectors + " vectors for " + texts + " texts", Details.NONE, null);
        }
    }

    @Override
    public float[] embedQuery(String query) {
        return model.embedQuery(query);
    }

    private List<List<String>> batches(List<String> texts) {
        List<List<String>> batches = new ArrayList<>();
        List<String> batch = new ArrayList<>();
        long characters = 0;
        for (String text : texts) {
            characters += text.length();
            if (!batch.isEmpty() && (batch.size() == maxTexts || characters > maxCharacters)) {
                batches.add(batch);
                batch = new ArrayList<>();
                characters = text.length();
            }
            batch.add(text);
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }
}
