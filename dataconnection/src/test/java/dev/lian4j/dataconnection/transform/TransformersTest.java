package dev.lian4j.dataconnection.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.Chain;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.dataconnection.LetterEmbeddings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TransformersTest {

    /** "Translates" by upper case what stands between the dashes. */
    private final ChatModel model = (request, run) -> {
        String text = request.text();
        int from = text.indexOf("---\n") + 4;
        return ChatResponse.of(
                text.substring(from, text.lastIndexOf("\n---")).toUpperCase(java.util.Locale.ROOT) + "\n");
    };

    @Test
    void translatesAndKeepsOrderAndMetadata() {
        List<Document> documents = IntStream.range(0, 20)
                .mapToObj(i -> new Document("d" + i, "text " + i, Map.of("page", i)))
                .toList();
        List<Document> translated = DocumentTranslator.to("English", model).invoke(documents);
        assertThat(translated).hasSize(20);
        for (int i = 0; i < 20; i++) {
            assertThat(translated.get(i))
                    .isEqualTo(new Document("d" + i, "TEXT " + i, Map.of("page", i, "language", "English")));
        }
    }

    @Test
    void translatesLongDocumentsInPieces() {
        String text = "  first paragraph\n\nsecond, which is longer than a piece may be\n\n\n第三段。第四段。\n";
        AtomicInteger calls = new AtomicInteger();
        ChatModel counting = (request, run) -> {
            calls.incrementAndGet();
            return model.invoke(request, run);
        };
        DocumentTranslator translator = DocumentTranslator.builder("English", counting)
                .pieceSize(20)
                .prompt(TranslationPrompts.CHINESE)
                .build();
        assertThat(translator.translate(text).replaceAll("\\s+", " "))
                .isEqualTo(text.toUpperCase(java.util.Locale.ROOT).replaceAll("\\s+", " "));
        assertThat(calls.get()).isGreaterThan(3);
        assertThat(translator.translate("a\n\nb")).isEqualTo("A\n\nB");
        assertThat(translator.translate("")).isEmpty();
    }

    @Test
    void readsNoFurtherAheadThanItTranslatesAtOnce() {
        AtomicInteger read = new AtomicInteger();
        Stream<Document> endless = Stream.generate(() -> Document.of("d" + read.incrementAndGet()));
        try (Stream<Document> translated =
                DocumentTranslator.builder("x", model).parallelism(3).build().transform(endless)) {
            assertThat(translated.limit(4).map(Document::text)).containsExactly("D1", "D2", "D3", "D4");
        }
        assertThat(read.get()).isEqualTo(6);
    }

    @Test
    void translatesSeveralAtOnce() {
        CountDownLatch both = new CountDownLatch(2);
        ChatModel meeting = (request, run) -> {
            both.countDown();
            try {
                both.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return model.invoke(request, run);
        };
        assertThat(DocumentTranslator.builder("x", meeting)
                        .parallelism(2)
                        .build()
                        .invoke(List.of(Document.of("a"), Document.of("b"))))
                .extracting(Document::text)
                .containsExactly("A", "B");
    }

    @Test
    void tagsDocuments() {
        DocumentTagger length = DocumentTagger.of("length", Chain.<String, Integer>of(String::length));
        assertThat(length.invoke(List.of(Document.of("你好", Map.of("page", 1)))))
                .containsExactly(Document.of("你好", Map.of("page", 1, "length", 2)));
    }

    @Test
    void leavesOutWhatSaysTheSame() {
        assertThat(EmbeddingsRedundantFilter.of(new LetterEmbeddings())
                        .invoke(Stream.of("aab", "aba", "bbb", "baa")
                                .map(Document::of)
                                .toList()))
                .extracting(Document::text)
                .containsExactly("aab", "bbb");
    }

    @Test
    void putsTheBestAtBothEnds() {
        assertThat(new LongContextReorder()
                        .invoke(Stream.of("1", "2", "3", "4", "5")
                                .map(Document::of)
                                .toList()))
                .extracting(Document::text)
                .containsExactly("1", "3", "5", "4", "2");
    }
}
