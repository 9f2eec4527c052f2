package dev.lian4j.dataconnection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.DocumentLoadException;
import dev.lian4j.dataconnection.Ingestion.Ingested;
import dev.lian4j.dataconnection.split.RecursiveCharacterTextSplitter;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IngestionTest {

    private final InMemoryVectorStore store = InMemoryVectorStore.of(new LetterEmbeddings());

    @Test
    void splitsAndStoresInBatchesAndTellsTheCounts() {
        List<Ingested> progress = new ArrayList<>();
        Ingested counts = Ingestion.from(() -> Stream.of(Document.of("a b"), Document.of("  \n "), Document.of("ab")))
                .split(RecursiveCharacterTextSplitter.of(2, 0))
                .batchSize(2)
                .onProgress(progress::add)
                .into(store);
        assertThat(counts).isEqualTo(new Ingested(3, 3));
        assertThat(progress).containsExactly(new Ingested(1, 2), new Ingested(3, 3));
        assertThat(store.similaritySearch("b", 1)).extracting(Document::text).containsExactly("b");
    }

    @Test
    void storesDocumentsAsTheyAreWithoutASplitter() {
        assertThat(Ingestion.from(() -> Stream.of(Document.of("a"), Document.of(" ")))
                        .into(store))
                .isEqualTo(new Ingested(2, 1));
    }

    @Test
    void readsNoFurtherThanTheBatchItStores() {
        AtomicInteger loaded = new AtomicInteger();
        AtomicLong furthest = new AtomicLong();
        Ingestion.from(() -> IntStream.range(0, 100)
                        .mapToObj(i -> Document.of("a" + i))
                        .peek(document -> loaded.incrementAndGet()))
                .split(RecursiveCharacterTextSplitter.of(100, 0))
                .batchSize(10)
                .onProgress(counts -> furthest.accumulateAndGet(loaded.get() - counts.chunks(), Math::max))
                .into(store);
        assertThat(store.size()).isEqualTo(100);
        assertThat(furthest).hasValueLessThanOrEqualTo(1);
    }

    @Test
    void keepsWhatWasStoredBeforeAnErrorAndClosesTheSource() {
        AtomicInteger closed = new AtomicInteger();
        Ingestion ingestion = Ingestion.from(() -> IntStream.range(0, 10)
                        .mapToObj(i -> {
                            if (i == 5) {
                                throw new DocumentLoadException("书.pdf", "page 6 is damaged");
                            }
                            return Document.of("a" + i);
                        })
                        .onClose(closed::incrementAndGet))
                .batchSize(2);
        assertThatThrownBy(() -> ingestion.into(store)).hasMessage("书.pdf: page 6 is damaged");
        assertThat(store.size()).isEqualTo(4);
        assertThat(closed).hasValue(1);
    }

    @Test
    void endsWhenTheThreadIsInterrupted() {
        Ingestion ingestion = Ingestion.from(() -> Stream.generate(() -> Document.of("a")))
                .onProgress(counts -> Thread.currentThread().interrupt());
        assertThatThrownBy(() -> ingestion.into(store)).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.size()).isEqualTo(64);
    }

    @Test
    void refusesABatchOfNothing() {
        assertThatThrownBy(() -> Ingestion.from(Stream::empty).batchSize(0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
