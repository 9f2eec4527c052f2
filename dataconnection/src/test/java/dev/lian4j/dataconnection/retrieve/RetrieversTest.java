package dev.lian4j.dataconnection.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.MaximalMarginalRelevance;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.EmbeddingModel;
import dev.lian4j.dataconnection.split.RecursiveCharacterTextSplitter;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class RetrieversTest {

    /** Near each other: texts with the same animals. */
    private static final EmbeddingModel ANIMALS = texts -> texts.stream()
            .map(text -> new float[] {
                0.05f, text.contains("猫") ? 1 : 0, text.contains("狗") ? 1 : 0, text.contains("马") ? 1 : 0
            })
            .toList();

    private static InMemoryVectorStore store(String... texts) {
        return InMemoryVectorStore.fromDocuments(
                Stream.of(texts).map(Document::of).toList(), ANIMALS);
    }

    private static List<String> texts(List<ScoredDocument> found) {
        return found.stream().map(each -> each.document().text()).toList();
    }

    private static Retriever fixed(String... texts) {
        return query -> Stream.of(texts)
                .map(text -> new ScoredDocument(Document.of(text), 1))
                .toList();
    }

    @Test
    void choosesWhatIsNearAndDifferent() {
        InMemoryVectorStore store = store("猫", "猫!", "猫和狗", "马");
        assertThat(texts(MmrRetriever.of(store, 2).invoke("猫"))).containsExactly("猫", "马");
        assertThat(store.maxMarginalRelevanceSearch("猫", 2, 3, 0.5))
                .extracting(Document::text)
                .containsExactly("猫", "猫和狗");
        assertThat(store.maxMarginalRelevanceSearch("猫", 2, 20, 1))
                .extracting(Document::text)
                .containsExactly("猫", "猫!");
    }

    @Test
    void joinsWhatSeveralFind() {
        EnsembleRetriever both = EnsembleRetriever.of(List.of(fixed("a", "b", "c"), fixed("b")));
        assertThat(texts(both.invoke("?"))).containsExactly("b", "a", "c");
        EnsembleRetriever first = EnsembleRetriever.of(List.of(fixed("a"), fixed("b")), List.of(0.1, 0.9));
        assertThat(texts(first.invoke("?"))).containsExactly("b", "a");
        assertThatThrownBy(() -> EnsembleRetriever.of(List.of(fixed("a")), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void asksInOtherWords() {
        List<String> prompts = new ArrayList<>();
        ChatModel model = (request, run) -> {
            prompts.add(request.text());
            return ChatResponse.of("1. 狗呢\n- 马呢\n\n多余的");
        };
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        Retriever base = query -> {
            asked.add(query);
            return fixed(query.contains("马") ? "m" : "x").invoke(query);
        };
        MultiQueryRetriever retriever = MultiQueryRetriever.of(base, model, QueryPrompts.OTHER_WORDINGS_ZH, 2);
        assertThat(texts(retriever.invoke("猫呢"))).containsExactly("x", "m");
        assertThat(asked).containsExactlyInAnyOrder("猫呢", "狗呢", "马呢");
        assertThat(prompts.get(0)).contains("另外 2 种说法").endsWith("问题:猫呢");
    }

    @Test
    void searchesForWhatAModelMakesOfTheQuestion() {
        ChatModel model = (request, run) -> ChatResponse.of("狗会叫。");
        InMemoryVectorStore store = store("猫", "狗");
        assertThat(texts(RewritingRetriever.hypothetical(store.asRetriever(1), model)
                        .invoke("谁会叫?")))
                .containsExactly("狗");
        assertThat(texts(
                        RewritingRetriever.stepBack(store.asRetriever(1), model).invoke("谁会叫?")))
                .containsExactly("狗");
    }

    @Test
    void compressesWhatWasFound() {
        ChatModel model = (request, run) -> {
            boolean cat =
                    request.text().substring(request.text().indexOf("Text:")).contains("猫");
            boolean filter = request.text().contains("YES or NO");
            return ChatResponse.of(cat ? (filter ? "Yes." : "猫") : (filter ? "NO" : "NO_OUTPUT"));
        };
        Retriever base = fixed("猫和别的", "狗", "猫");
        assertThat(texts(ContextualCompressionRetriever.of(base, Compressors.modelFilter(model))
                        .invoke("?")))
                .containsExactly("猫和别的", "猫");
        assertThat(texts(ContextualCompressionRetriever.of(base, Compressors.modelExtractor(model))
                        .invoke("?")))
                .containsExactly("猫", "猫");
        assertThat(texts(ContextualCompressionRetriever.of(base, Compressors.embeddingsFilter(ANIMALS, 0.9))
                        .invoke("狗")))
                .containsExactly("狗");
        assertThat(texts(ContextualCompressionRetriever.of(
                                base, Compressors.modelFilter(model).then((query, found, run) -> found.subList(0, 1)))
                        .invoke("?")))
                .containsExactly("猫和别的");
    }

    @Test
    void givesTheWholeOfWhatAPieceIsFrom() {
        ParentDocumentRetriever retriever =
                ParentDocumentRetriever.of(InMemoryVectorStore.of(ANIMALS), RecursiveCharacterTextSplitter.of(5, 0), 3);
        retriever.addDocuments(
                List.of(Document.of("猫猫猫猫 猫猫猫猫 很长", Map.of("page", 1)), Document.of("狗", Map.of("page", 2))));
        List<ScoredDocument> found = retriever.invoke("猫");
        assertThat(texts(found)).first().isEqualTo("猫猫猫猫 猫猫猫猫 很长");
        assertThat(texts(found)).doesNotHaveDuplicates();
        assertThat(found.get(0).document().metadata()).isEqualTo(Map.of("page", 1));
    }

    @Test
    void doesAsLangChainDoes() throws IOException {
        Path cases = Path.of(System.getProperty("lian4j.shared"), "data/upstream/retrieval.json");
        assumeThat(cases).as("the recorded upstream cases").exists();
        for (JsonNode example : new ObjectMapper().readTree(Files.readString(cases))) {
            if (example.path("component").asText().equals("EnsembleRetriever")) {
                ensemble(example);
            } else {
                marginalRelevance(example);
            }
        }
    }

    private static void ensemble(JsonNode example) {
        List<List<ScoredDocument>> lists = stream(example.at("/input/doc_lists"))
                .map(list -> stream(list)
                        .map(doc -> new ScoredDocument(document(doc), 1))
                        .toList())
                .toList();
        EnsembleRetriever retriever = EnsembleRetriever.of(Collections.nCopies(lists.size(), fixed()));
        if (!example.at("/params/id_key").isNull()) {
            retriever = retriever.identifiedBy(
                    document -> String.valueOf(document.metadata().get("id")));
        }
        assertThat(texts(retriever.fuse(lists)))
                .isEqualTo(stream(example.path("expected"))
                        .map(doc -> doc.path("page_content").asText())
                        .toList());
    }

    private static Document document(JsonNode doc) {
        JsonNode id = doc.at("/metadata/id");
        return Document.of(doc.path("page_content").asText(), id.isMissingNode() ? Map.of() : Map.of("id", id.asInt()));
    }

    private static void marginalRelevance(JsonNode example) {
        List<float[]> vectors = stream(example.at("/input/embeddings"))
                .map(RetrieversTest::vector)
                .toList();
        List<Integer> expected =
                stream(example.path("expected")).map(JsonNode::asInt).toList();
        assertThat(MaximalMarginalRelevance.select(
                        vector(example.at("/input/query")),
                        vectors,
                        example.at("/params/k").asInt(),
                        example.at("/params/lambda_mult").asDouble()))
                .isEqualTo(expected);
    }

    private static float[] vector(JsonNode numbers) {
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = numbers.get(i).floatValue();
        }
        return vector;
    }

    private static Stream<JsonNode> stream(JsonNode nodes) {
        return StreamSupport.stream(nodes.spliterator(), false);
    }
}
