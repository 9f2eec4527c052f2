package dev.lian4j.models.cache;

import dev.lian4j.core.Run;
import dev.lian4j.core.error.InvalidResponseException;
import dev.lian4j.core.error.ModelException.Details;
import dev.lian4j.core.model.EmbeddingModel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An embedding model that computes each text once: LangChain's {@code CacheBackedEmbeddings}. Vectors are kept by a
 * digest of the model's name and the text, those of questions apart. Only what is missing is asked of the model, in one
 * call and each text once. Thread safe.
 */
public final class CachedEmbeddings implements EmbeddingModel {

    private static final int MAX_IN_FILE = 10_000_000;

    private final EmbeddingModel model;
    private final String name;
    private final VectorCache vectors;

    private CachedEmbeddings(EmbeddingModel model, String name, VectorCache vectors) {
        this.model = model;
        this.name = name;
        this.vectors = vectors;
    }

    /** Keeps so many vectors in memory; those used least recently go first. */
    public static CachedEmbeddings inMemory(EmbeddingModel model, int maxVectors) {
        if (maxVectors < 1) {
            throw new IllegalArgumentException("maxVectors must be at least 1, was " + maxVectors);
        }
        Lru<float[]> kept = new Lru<>(maxVectors, vector -> 1, null, InstantSource.system());
        return new CachedEmbeddings(model, "", VectorCache.of(kept));
    }

    /**
     * Keeps vectors in a file of JSON Lines, as {@link FileResponseCache} does replies.
     *
     * @param name a name for the model, since vectors of two models must not mix in one file
     */
    public static CachedEmbeddings inFile(EmbeddingModel model, String name, Path path) {
        return new CachedEmbeddings(model, name, VectorCache.of(new LineStore(path, MAX_IN_FILE)));
    }

    /**
     * As the model's, from the cache where they are in it.
     *
     * @throws dev.lian4j.core.error.StoreException if the file cannot be read or written
     * @throws InvalidResponseException if the model gives another number of vectors than it was given texts
     */
    @Override
    public List<float[]> embedDocuments(List<String> texts) {
        return invoke(texts, Run.root());
    }

    @Override
    public List<float[]> invoke(List<String> texts, Run run) {
        Map<String, float[]> byText = new LinkedHashMap<>();
        List<String> missing = new ArrayList<>();
        for (String text : texts) {
            if (!byText.containsKey(text)) {
                byText.put(text, vectors.get(key("document", text)).orElse(new float[0]));
                if (byText.get(text).length == 0) {
                    missing.add(text);
                }
            }
        }
        compute(missing, byText, run);
        return texts.stream().map(text -> byText.get(text).clone()).toList();
    }

    private void compute(List<String> missing, Map<String, float[]> byText, Run run) {
        if (missing.isEmpty()) {
            return;
        }
        List<float[]> computed = run.call(model, missing);
        if (computed.size() != missing.size()) {
            throw new InvalidResponseException(
                    model.name() + " gave " + computed.size() + " vectors for " + missing.size() + " texts",
                    Details.NONE,
                    null);
        }
        for (int i = 0; i < missing.size(); i++) {
            byText.put(missing.get(i), computed.get(i));
            vectors.put(key("document", missing.get(i)), computed.get(i));
        }
    }

    @Override
    public float[] embedQuery(String query) {
        String key = key("query", query);
        return vectors.get(key).orElseGet(() -> {
            float[] vector = model.embedQuery(query);
            vectors.put(key, vector);
            return vector.clone();
        });
    }

    private String key(String kind, String text) {
        return CacheKey.sha256(name.length() + ":" + name + ":" + kind + ":" + text);
    }
}
