package dev.lian4j.samples.spring;

import dev.lian4j.core.Chain;
import dev.lian4j.core.document.VectorStore;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.dataconnection.chain.CitedAnswer;
import dev.lian4j.dataconnection.chain.RetrievalQA;
import dev.lian4j.dataconnection.load.ClasspathLoader;
import dev.lian4j.dataconnection.onnx.OnnxEmbeddingModel;
import dev.lian4j.dataconnection.split.RecursiveCharacterTextSplitter;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
import dev.lian4j.models.openai.ChatOpenAi;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Documents to ask, as a Spring Boot service: each part is a bean, and none needs a starter. */
@SpringBootApplication
public class Application {

    public static void main(String[] args) {
        SpringApplication.run(Application.class, args);
    }

    /** In this process; Spring closes it. */
    @Bean
    OnnxEmbeddingModel embeddings() {
        return OnnxEmbeddingModel.allMiniLmL6V2();
    }

    @Bean
    VectorStore store(OnnxEmbeddingModel embeddings) {
        InMemoryVectorStore store = InMemoryVectorStore.of(embeddings);
        store.addDocuments(
                ClasspathLoader.of("handbook.txt").loadAndSplit(RecursiveCharacterTextSplitter.of(120, 0)));
        return store;
    }

    /** Only where a key is there: `/search` works without. */
    @Bean
    @ConditionalOnProperty("OPENAI_API_KEY")
    ChatModel model() {
        return ChatOpenAi.create();
    }

    @Bean
    @ConditionalOnProperty("OPENAI_API_KEY")
    Chain<String, CitedAnswer> answers(VectorStore store, ChatModel model) {
        return RetrievalQA.of(store.asRetriever(3), model);
    }
}
