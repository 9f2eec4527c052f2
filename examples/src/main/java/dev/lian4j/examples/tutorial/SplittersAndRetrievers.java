package dev.lian4j.examples.tutorial;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.dataconnection.onnx.OnnxEmbeddingModel;
import dev.lian4j.dataconnection.retrieve.AttributeInfo;
import dev.lian4j.dataconnection.retrieve.BM25Retriever;
import dev.lian4j.dataconnection.retrieve.Compressors;
import dev.lian4j.dataconnection.retrieve.ContextualCompressionRetriever;
import dev.lian4j.dataconnection.retrieve.EnsembleRetriever;
import dev.lian4j.dataconnection.retrieve.MultiQueryRetriever;
import dev.lian4j.dataconnection.retrieve.ParentDocumentRetriever;
import dev.lian4j.dataconnection.retrieve.SelfQueryRetriever;
import dev.lian4j.dataconnection.split.MarkdownHeaderTextSplitter;
import dev.lian4j.dataconnection.split.RecursiveCharacterTextSplitter;
import dev.lian4j.dataconnection.split.TokenTextSplitter;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
import dev.lian4j.models.testing.FakeChatModel;
import dev.lian4j.models.tokens.OpenAiTokenizer;
import java.util.List;
import java.util.Map;

/** Ways to cut texts and to find the right piece again. Embeddings run here; the models are fakes. */
public final class SplittersAndRetrievers {

    private SplittersAndRetrievers() {}

    private static final String MANUAL = """
            # 净水器

            ## 安装

            放在平整的地面上。接好水管。

            ## 故障

            E7 表示机内漏水。请关闭进水阀。
            """;

    /** Shows each. */
    public static void main(String[] args) {
        split();
        try (OnnxEmbeddingModel embeddings = OnnxEmbeddingModel.bgeSmallZhV15()) {
            retrieve(embeddings);
        }
    }

    private static void split() {
        // tag::split[]
        RecursiveCharacterTextSplitter.ofChinese(16, 0).splitText(MANUAL).forEach(System.out::println);
        TokenTextSplitter.of(OpenAiTokenizer.forModel("gpt-4o"), 12, 0)
                .splitText("The quick brown fox jumps over the lazy dog, again and again and again.")
                .forEach(System.out::println);
        MarkdownHeaderTextSplitter.create()
                .splitText(MANUAL)
                .forEach(piece -> System.out.println(piece.metadata() + " " + piece.text()));
        // end::split[]
    }

    private static void retrieve(OnnxEmbeddingModel embeddings) {
        List<Document> pages = List.of(
                Document.of("E7 表示机内漏水,请关闭进水阀。", Map.of("year", 2023)),
                Document.of("滤芯每半年换一次。", Map.of("year", 2024)),
                Document.of("保修期为两年。", Map.of("year", 2024)));
        // tag::retrieve[]
        InMemoryVectorStore store = InMemoryVectorStore.fromDocuments(pages, embeddings);
        Retriever meaning = store.asRetriever(1);
        Retriever words = BM25Retriever.of(pages, 1);
        show("meaning", meaning, "机器漏了怎么办?");
        show("words", words, "E7");
        show("both", EnsembleRetriever.of(List.of(words, meaning)), "滤芯多久换?");
        // end::retrieve[]
        show("asked in other words", MultiQueryRetriever.of(meaning, FakeChatModel.of("滤芯寿命\n换滤芯的间隔")), "芯子?");
        show(
                "filter by the model",
                SelfQueryRetriever.of(
                        FakeChatModel.of("{\"query\": \"保修\", \"filter\": \"year = 2024\"}"),
                        store,
                        "说明书",
                        List.of(AttributeInfo.of("year", "年份", AttributeInfo.Type.INTEGER))),
                "2024 年的保修?");
        show(
                "near enough",
                ContextualCompressionRetriever.of(store.asRetriever(3), Compressors.embeddingsFilter(embeddings, 0.5)),
                "保修多久?");
        ParentDocumentRetriever parents = ParentDocumentRetriever.of(
                InMemoryVectorStore.of(embeddings), RecursiveCharacterTextSplitter.ofChinese(12, 0), 1);
        parents.addDocuments(List.of(Document.of(MANUAL)));
        System.out.println("the whole of it: "
                + parents.invoke("漏水").get(0).document().text().equals(MANUAL));
    }

    private static void show(String how, Retriever retriever, String question) {
        System.out.println(how + ": "
                + retriever.invoke(question).stream()
                        .map(found -> found.document().text())
                        .toList());
    }
}
