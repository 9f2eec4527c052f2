package dev.lian4j.prompts.select;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorStore;
import dev.lian4j.prompts.Examples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Examples in a vector store, each as the metadata of its text; as LangChain keeps them. */
record StoredExampleIndex(VectorStore store) implements ExampleIndex {

    @Override
    public void add(List<Map<String, Object>> examples, List<String> texts) {
        List<Document> documents = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            documents.add(Document.of(texts.get(i), examples.get(i)));
        }
        store.put(documents, Vectors.of(store.embeddings(), texts));
    }

    @Override
    public List<Map<String, Object>> nearest(String question, int k) {
        return examples(store.similaritySearch(question, k));
    }

    @Override
    public List<Map<String, Object>> various(String question, int k, int fetchK) {
        float[] vector = store.embeddings().embedQuery(question);
        List<Document> found = store.nearest(vector, fetchK).stream()
                .map(ScoredDocument::document)
                .toList();
        // A store does not give its vectors back; these few texts are embedded again.
        List<float[]> vectors = Vectors.of(
                store.embeddings(), found.stream().map(Document::text).toList());
        return examples(MarginalRelevance.choose(vector, vectors, k).stream()
                .map(found::get)
                .toList());
    }

    private static List<Map<String, Object>> examples(List<Document> documents) {
        return documents.stream().map(Document::metadata).map(Examples::copy).toList();
    }
}
