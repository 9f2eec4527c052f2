package dev.lian4j.dataconnection.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.dataconnection.contract.VectorStoreContract;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IndexVerifierTest {

    private final InMemoryVectorStore store = InMemoryVectorStore.of(VectorStoreContract.LETTERS);
    private final InMemoryRecordManager records = new InMemoryRecordManager();
    private final Indexer indexer = Indexer.of(store, records).batchSize(7);

    private static Stream<Document> documents() {
        return IntStream.range(0, 100)
                .mapToObj(i -> Document.of("ab 文档 " + i, Map.of("source", "f" + i % 3, "page", i)));
    }

    private List<String> ids() {
        return store.nearest(new float[] {1, 1}, 200).stream()
                .map(found -> String.valueOf(found.document().id()))
                .toList();
    }

    @Test
    void findsNothingWrongWhereNothingIs() {
        assertThat(indexer.verify()).isEqualTo(new IndexCheck(0, List.of(), List.of(), List.of()));
        indexer.index(documents(), IndexMode.FULL);
        assertThat(indexer.verify()).matches(IndexCheck::whole).matches(check -> check.records() == 100);
    }

    @Test
    void tellsWhatIsMissingChangedAndUnknownAndTheNextRunMendsIt() {
        indexer.index(documents(), IndexMode.FULL);
        List<String> ids = ids();
        store.delete(Filter.ids(ids.subList(0, 5)));
        store.put(List.of(new Document(ids.get(6), "ab 别的", Map.of())), List.of(new float[] {1, 1}));
        store.addDocuments(List.of(new Document("mine", "a", Map.of())));

        IndexCheck check = indexer.verify();

        assertThat(check.missing()).extracting(IndexRecord::key).containsExactlyInAnyOrderElementsOf(ids.subList(0, 5));
        assertThat(check.changed()).extracting(IndexRecord::key).containsExactly(ids.get(6));
        assertThat(check.strangers()).containsExactly("mine");
        assertThat(check.whole()).isFalse();

        indexer.forget(check);
        IndexResult again = indexer.index(documents(), IndexMode.FULL);

        assertThat(again.skipped()).isEqualTo(94);
        assertThat(indexer.verify()).isEqualTo(new IndexCheck(100, List.of(), List.of(), List.of("mine")));
    }
}
