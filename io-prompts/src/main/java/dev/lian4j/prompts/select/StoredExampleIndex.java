package dev.lian4j.prompts.select;

import dev.lian4j.core.document.Document;
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
        return examples(store.maxMarginalRelevanceSearch(question, k, fetchK, NEARNESS));
    }

    private static List<Map<String, Object>> examples(List<Document> documents) {
        return documents.stream().map(Document::metadata).map(Examples::copy).toList();
    }
}
