package dev.lian4j.models.rerank;

import dev.lian4j.models.support.Server;
import java.util.List;

/** Who offers rerankers by the protocol that Cohere and Jina share. */
public enum RerankProvider {
    /** Cohere; the key in {@code CO_API_KEY} or {@code COHERE_API_KEY}. */
    COHERE("Cohere", "https://api.cohere.com/v2", "CO_API_KEY", "COHERE_API_KEY"),

    /** Jina AI; the key in {@code JINA_API_KEY}. */
    JINA("Jina", "https://api.jina.ai/v1", "JINA_API_KEY"),

    /** Voyage AI; the key in {@code VOYAGE_API_KEY}. */
    VOYAGE("Voyage", "https://api.voyageai.com/v1", "VOYAGE_API_KEY"),

    /** SiliconFlow; the key in {@code SILICONFLOW_API_KEY}. */
    SILICONFLOW("SiliconFlow", "https://api.siliconflow.cn/v1", "SILICONFLOW_API_KEY"),

    /** A server of one's own: vLLM, llama.cpp, Infinity; its address in {@code RERANK_BASE_URL} or by the builder. */
    OWN_SERVER("the reranker", "http://localhost:8080/v1", "RERANK_API_KEY");

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts
    private final Server server;

    RerankProvider(String title, String url, String... keyVariables) {
        boolean own = url.startsWith("http:");
        this.server = new Server(
                title, url, own ? List.of("RERANK_BASE_URL") : List.of(), List.of(keyVariables), Server.BEARER, !own);
    }

    Server server() {
        return server;
    }

    /** Whether texts come back with their scores unless that is turned off. */
    boolean sendsTextsBack() {
        return this == JINA;
    }
}
