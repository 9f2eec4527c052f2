package dev.lian4j.prompts.select;

import dev.lian4j.core.document.MaximalMarginalRelevance;
import dev.lian4j.core.model.EmbeddingModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Examples in memory, each compared by the cosine: examples are few. */
final class InMemoryExampleIndex implements ExampleIndex {

    private final EmbeddingModel model;
    private final List<Entry> entries = new CopyOnWriteArrayList<>();

    InMemoryExampleIndex(EmbeddingModel model) {
        this.model = model;
    }

    @Override
    public void add(List<Map<String, Object>> examples, List<String> texts) {
        List<float[]> vectors = Vectors.of(model, texts);
        List<Entry> more = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            more.add(new Entry(examples.get(i), vectors.get(i)));
        }
        entries.addAll(more);
    }

    @Override
    public List<Map<String, Object>> nearest(String question, int k) {
        return entries.isEmpty() ? List.of() : examples(nearest(model.embedQuery(question), k));
    }

    @Override
    public List<Map<String, Object>> various(String question, int k, int fetchK) {
        if (entries.isEmpty()) {
            return List.of();
        }
        float[] vector = model.embedQuery(question);
        List<Entry> nearest = nearest(vector, fetchK);
        List<float[]> vectors = nearest.stream().map(Entry::vector).toList();
        return examples(MaximalMarginalRelevance.select(vector, vectors, k, NEARNESS).stream()
                .map(nearest::get)
                .toList());
    }

    private List<Entry> nearest(float[] vector, int count) {
        return entries.stream()
                .map(entry -> new Scored(entry, Vectors.cosine(vector, entry.vector)))
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .limit(count)
                .map(Scored::entry)
                .toList();
    }

    private static List<Map<String, Object>> examples(List<Entry> entries) {
        return entries.stream().map(Entry::example).toList();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared, never shown
    private record Entry(Map<String, Object> example, float[] vector) {}

    private record Scored(Entry entry, double score) {}
}
