package dev.lian4j.samples.quarkus;

import dev.lian4j.core.document.VectorStore;
import dev.lian4j.dataconnection.load.ClasspathLoader;
import dev.lian4j.dataconnection.onnx.OnnxEmbeddingModel;
import dev.lian4j.dataconnection.split.RecursiveCharacterTextSplitter;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The library's parts as beans. */
class Parts {

    @Produces
    @Singleton
    OnnxEmbeddingModel embeddings() {
        return OnnxEmbeddingModel.allMiniLmL6V2();
    }

    void close(@Disposes OnnxEmbeddingModel embeddings) {
        embeddings.close();
    }

    @Produces
    @Singleton
    VectorStore store(OnnxEmbeddingModel embeddings) {
        InMemoryVectorStore store = InMemoryVectorStore.of(embeddings);
        store.addDocuments(
                ClasspathLoader.of("handbook.txt").loadAndSplit(RecursiveCharacterTextSplitter.of(120, 0)));
        return store;
    }
}
