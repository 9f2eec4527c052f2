package dev.lian4j.dataconnection.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.RunListener;
import dev.lian4j.core.Step;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Retriever;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.error.DocumentLoadException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.dataconnection.LetterEmbeddings;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MoreRetrieversTest {

    private static final LetterEmbeddings LETTERS = new LetterEmbeddings();

    private static Retriever fixed(String... texts) {
        return query -> Stream.of(texts)
                .map(text -> new ScoredDocument(Document.of(text), 1))
                .toList();
    }

    private static List<String> texts(List<ScoredDocument> found) {
        return found.stream().map(each -> each.document().text()).toList();
    }

    @Test
    void mergerTakesTurnsAndLeavesOutDoubles() {
        MergerRetriever merger = MergerRetriever.of(List.of(fixed("a", "b", "c"), fixed("b"), fixed("x", "y")));

        assertThat(texts(merger.invoke("?"))).containsExactly("a", "b", "x", "y", "c");
        assertThatIllegalArgumentException().isThrownBy(() -> MergerRetriever.of(List.of()));
    }

    @Test
    void routerAsksTheNearest() {
        RouterRetriever router = RouterRetriever.builder(LETTERS)
                .route("as", List.of("a", "aaab"), fixed("from a"))
                .route("bs", List.of("b"), fixed("from b"))
                .build();

        assertThat(texts(router.invoke("bb"))).containsExactly("from b");
        assertThat(texts(router.invoke("aab"))).containsExactly("from a");
        assertThat(texts(router.retrieve("ab"))).containsExactly("from a");
    }

    @Test
    void routerFallsBackWhereNoneIsNear() {
        RouterRetriever.Builder builder = RouterRetriever.builder(LETTERS)
                .route("as", List.of("a"), fixed("from a"))
                .minScore(0.9);

        assertThat(builder.build().invoke("b")).isEmpty();
        assertThat(texts(builder.fallback(fixed("other")).build().invoke("b"))).containsExactly("other");
        assertThatIllegalArgumentException().isThrownBy(() -> builder.route("none", List.of(), fixed()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RouterRetriever.builder(LETTERS).build());
    }

    @Test
    void documentsAreFoundByWhatStandsForThem() {
        Map<String, Document> kept = new HashMap<>();
        MultiVectorRetriever retriever = MultiVectorRetriever.of(InMemoryVectorStore.of(LETTERS), kept, 3);
        List<String> ids = retriever.addDocuments(
                List.of(Document.of("第一章", Map.of("page", 1)).withId("one"), Document.of("第二章")),
                document -> document.text().contains("一") ? List.of("aa", "aab") : List.of("b"));

        List<ScoredDocument> found = retriever.invoke("a");
        assertThat(texts(found)).containsExactly("第一章", "第二章");
        assertThat(found.get(0).document().metadata()).isEqualTo(Map.of("page", 1));
        assertThat(ids.get(0)).isEqualTo("one");
        assertThat(kept).containsOnlyKeys(ids);
        assertThat(retriever.add(Document.of("mute"), List.of())).isNotNull();
    }

    @Test
    void sentencesAreFoundAndReadWithTheirNeighbours() {
        Document text = Document.of("一二三。甲甲。a猫来了！狗走了？b马跑了。 The end. Really.", Map.of("source", "x"));
        List<Document> sentences = new SentenceWindows(1).invoke(List.of(text));

        assertThat(sentences)
                .extracting(Document::text)
                .containsExactly("一二三。", "甲甲。", "a猫来了！", "狗走了？", "b马跑了。", "The end.", "Really.");
        assertThat(sentences.get(2).metadata())
                .containsEntry("window", "甲甲。a猫来了！狗走了？")
                .containsEntry("source", "x");

        SentenceWindowRetriever words = SentenceWindowRetriever.of(BM25Retriever.of(sentences, 4));
        assertThat(words.invoke("鱼")).isEmpty();
        assertThat(texts(words.invoke("猫来"))).containsExactly("甲甲。a猫来了！狗走了？");
        assertThat(texts(words.invoke("猫来 really"))).containsExactlyInAnyOrder("甲甲。a猫来了！狗走了？", "The end. Really.");
        assertThat(texts(words.invoke("甲甲 马跑"))).containsExactly("一二三。甲甲。a猫来了！狗走了？b马跑了。 The end.");
        assertThat(words.invoke("猫来").get(0).document().metadata()).doesNotContainKey("window");
    }

    @Test
    void sentencesOfTwoDocumentsStayApart() {
        List<Document> sentences =
                SentenceWindows.create().invoke(List.of(Document.of("x one. y."), Document.of("x two.")));

        assertThat(texts(SentenceWindowRetriever.of(BM25Retriever.of(sentences, 4))
                        .invoke("x")))
                .containsExactlyInAnyOrder("x one. y.", "x two.");
        assertThat(texts(SentenceWindowRetriever.of(fixed("plain")).invoke("x")))
                .containsExactly("plain");
        assertThat(SentenceWindows.create().invoke(List.of(Document.of(" \n")))).isEmpty();
    }

    @Test
    void timeFadesByTheHour() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        TimeWeightedVectorStoreRetriever retriever = TimeWeightedVectorStoreRetriever.builder(
                        InMemoryVectorStore.of(LETTERS))
                .k(1)
                .clock(now::get)
                .build();
        retriever.addDocuments(List.of(Document.of("a")));
        now.updateAndGet(time -> time.plus(Duration.ofHours(10)));

        ScoredDocument first = retriever.invoke("a").get(0);
        assertThat(first.score()).isCloseTo(1 + Math.pow(0.99, 10), within(1e-6));
        assertThat(first.document().metadata())
                .containsEntry("last_accessed_at", "2026-01-01T10:00:00Z")
                .containsEntry("created_at", "2026-01-01T00:00:00Z");
        now.updateAndGet(time -> time.plus(Duration.ofHours(1)));
        assertThat(retriever.invoke("a").get(0).score()).isCloseTo(1 + 0.99, within(1e-6));
    }

    @Test
    void newDocumentsBeatOldOnesThatAreNearer() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        TimeWeightedVectorStoreRetriever retriever = TimeWeightedVectorStoreRetriever.builder(
                        InMemoryVectorStore.of(LETTERS))
                .k(1)
                .fetchK(1)
                .decayRate(0.5)
                .otherScores("importance")
                .clock(now::get)
                .build();
        retriever.addDocuments(List.of(Document.of("a old")));
        now.updateAndGet(time -> time.plus(Duration.ofDays(30)));
        retriever.addDocuments(List.of(Document.of("b new", Map.of("importance", 0.5))));

        assertThat(texts(retriever.invoke("a"))).containsExactly("b new");
        assertThat(retriever.invoke("a").get(0).score()).isCloseTo(1.5, within(1e-6));
    }

    @Test
    void whatTheStoreBringsCountsFromItsMetadata() {
        InMemoryVectorStore store = InMemoryVectorStore.fromDocuments(
                List.of(
                        Document.of("a", Map.of("last_accessed_at", "2026-01-01T00:00:00Z")),
                        Document.of("aa", Map.of("last_accessed_at", "no date")),
                        Document.of("aaa")),
                LETTERS);
        TimeWeightedVectorStoreRetriever retriever = TimeWeightedVectorStoreRetriever.builder(store)
                .clock(() -> Instant.parse("2026-01-01T02:00:00Z"))
                .build();

        assertThat(retriever.invoke("a"))
                .extracting(ScoredDocument::score)
                .satisfies(scores -> assertThat(scores.get(0)).isCloseTo(1 + 0.99 * 0.99, within(1e-6)))
                .satisfies(scores -> assertThat(scores.get(2)).isCloseTo(1, within(1e-6)));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> TimeWeightedVectorStoreRetriever.builder(store).decayRate(2));
    }

    @Test
    void webPagesAreDocumentsWithTheirAddress() {
        List<Integer> counts = new ArrayList<>();
        WebSearch search = (query, count, run) -> {
            counts.add(count);
            return Stream.of("a", "b", "c")
                    .map(name -> new WebResult("题 " + name, URI.create("https://x.test/" + name), query + name))
                    .toList();
        };
        WebSearchRetriever shown = WebSearchRetriever.of(search, 2);

        List<ScoredDocument> found = shown.invoke("问");
        assertThat(texts(found)).containsExactly("问a", "问b");
        assertThat(found.get(1).score()).isEqualTo(0.5);
        assertThat(found.get(0).document().metadata()).isEqualTo(Map.of("source", "https://x.test/a", "title", "题 a"));
        assertThat(counts).containsExactly(2);

        Chain<URI, List<Document>> reader = Chain.of(uri -> {
            if (uri.getPath().equals("/a")) {
                throw new DocumentLoadException("gone", "https://x.test/a", null);
            }
            return List.of(Document.of("whole page", Map.of("title", "its own")));
        });
        List<ScoredDocument> read = shown.reading(reader).invoke("问");
        assertThat(texts(read)).containsExactly("问a", "whole page");
        assertThat(read.get(1).document().metadata())
                .containsEntry("title", "its own")
                .containsEntry("source", "https://x.test/b");
    }

    @Test
    void rerankerPutsTheBestFirst() {
        CrossEncoderReranker reranker = CrossEncoderReranker.of(
                (query, texts, run) -> texts.stream()
                        .mapToDouble(text -> text.contains(query) ? text.length() : -text.length())
                        .toArray(),
                2);
        ContextualCompressionRetriever retriever = ContextualCompressionRetriever.of(fixed("狗", "猫", "猫和狗"), reranker);

        assertThat(texts(retriever.invoke("猫"))).containsExactly("猫和狗", "猫");
        assertThat(retriever.invoke("猫").get(0).score()).isEqualTo(3);
        assertThat(texts(ContextualCompressionRetriever.of(fixed("狗", "猫"), reranker.withMinScore(0))
                        .invoke("猫")))
                .containsExactly("猫");
        assertThat(reranker.compress("?", List.of(), Run.root())).isEmpty();
    }

    @Test
    void rerankingIsAStepInTraces() {
        List<String> steps = new ArrayList<>();
        CrossEncoderReranker reranker = CrossEncoderReranker.of((query, texts, run) -> new double[texts.size()]);
        ContextualCompressionRetriever.of(fixed("a"), reranker)
                .withListener(new RunListener() {
                    @Override
                    public void onStart(Step step, Object input) {
                        steps.add(step.name());
                    }
                })
                .invoke("?");

        assertThat(steps).contains("rerank");
    }

    @Test
    void rerankerThatLosesATextIsAnError() {
        CrossEncoderReranker broken = CrossEncoderReranker.of((query, texts, run) -> new double[] {1});

        assertThatExceptionOfType(ModelException.class)
                .isThrownBy(() -> broken.compress("?", fixed("a", "b").retrieve("?"), Run.root()))
                .withMessage("The reranker gave 1 scores for 2 texts");
    }

    @Test
    void chatModelPutsTheListInOrder() {
        List<String> prompts = new ArrayList<>();
        ChatModel model = (request, run) -> {
            prompts.add(request.text());
            return ChatResponse.of("3, 99, 3, 1");
        };
        LLMListwiseRerank rerank = LLMListwiseRerank.of(model);

        List<ScoredDocument> ranked =
                rerank.compress("谁?", fixed("甲", "乙", "丙", "丁").retrieve("谁?"), Run.root());
        assertThat(texts(ranked)).containsExactly("丙", "甲", "乙");
        assertThat(ranked.get(1).score()).isEqualTo(0.5);
        assertThat(prompts.get(0)).contains("Question: 谁?", "[4]\n丁");
        assertThat(rerank.compress("?", List.of(), Run.root())).isEmpty();
    }
}
