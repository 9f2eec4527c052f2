package dev.lian4j.dataconnection.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorQuery;
import dev.lian4j.dataconnection.store.InMemoryVectorStore;
import dev.lian4j.dataconnection.store.Metric;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against a real server, where {@code lian4j.chroma.url} names one: {@code pip install chromadb; chroma run}. */
class ChromaServerTest {

    private static final List<Object> VALUES =
            List.of(1, 2, 3L, 2.5, 1.0, -2, -1.5, Long.MAX_VALUE, "1", "净水", "a'b\"$", true);
    private static final List<String> KEYS = List.of("a", "键 '\"?", "c.d", "x$");

    @ParameterizedTest
    @EnumSource(Metric.class)
    void doesWhatAStoreInMemoryDoes(Metric metric) {
        String url = System.getProperty("lian4j.chroma.url", "");
        assumeTrue(!url.isEmpty(), "No Chroma server: set -Dlian4j.chroma.url for this test");
        ChromaVectorStore store = ChromaVectorStore.builder(url, MockServer.LENGTHS)
                .collection("lian4j_test_" + UUID.randomUUID())
                .metric(metric)
                .dimension(4)
                .open();
        try {
            compare(store, InMemoryVectorStore.of(MockServer.LENGTHS, metric));
        } finally {
            store.drop();
        }
    }

    private static void compare(ChromaVectorStore store, InMemoryVectorStore oracle) {
        Random random = new Random(3);
        for (int round = 0; round < 60; round++) {
            List<Document> documents = IntStream.range(0, random.nextInt(12))
                    .mapToObj(i -> new Document("文" + random.nextInt(60), "text " + i, metadata(random)))
                    .toList();
            List<float[]> vectors =
                    documents.stream().map(document -> vector(random)).toList();
            assertThat(store.put(documents, vectors)).isEqualTo(oracle.put(documents, vectors));
            Filter gone = Filter.and(filter(random, 2), Filter.eq("a", 1));
            assertThat(store.delete(gone)).as(gone::toString).isEqualTo(oracle.delete(gone));
            VectorQuery query = VectorQuery.of(vector(random), 1 + random.nextInt(9))
                    .where(filter(random, 2))
                    .from(random.nextInt(3))
                    .withVectors();
            same(store.nearest(query), oracle.nearest(query), query.filter());
        }
        assertThat(store.size()).isEqualTo(oracle.size()).isPositive();
    }

    private static void same(List<ScoredDocument> found, List<ScoredDocument> expected, Filter filter) {
        assertThat(found)
                .as(filter::toString)
                .extracting(ScoredDocument::document)
                .isEqualTo(expected.stream().map(ScoredDocument::document).toList());
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).score()).isCloseTo(expected.get(i).score(), within(1e-4));
            assertThat(found.get(i).vector()).containsExactly(expected.get(i).vector(), within(1e-5f));
        }
    }

    private static float[] vector(Random random) {
        return new float[] {
            random.nextFloat() - 0.5f, random.nextFloat() - 0.5f, random.nextFloat(), random.nextFloat() - 0.5f
        };
    }

    private static Object one(Random random) {
        return VALUES.get(random.nextInt(VALUES.size()));
    }

    private static Map<String, Object> metadata(Random random) {
        Map<String, Object> metadata = new HashMap<>();
        for (String key : KEYS) {
            switch (random.nextInt(5)) {
                case 0 -> metadata.put(key, null);
                case 1 -> metadata.put(key, List.of("净水", "t" + random.nextInt(3)));
                case 2 -> metadata.put("$" + key, one(random).toString());
                case 3 -> metadata.put(key, normal(one(random)));
                default -> {}
            }
        }
        return metadata;
    }

    /** As it comes back. */
    private static Object normal(Object value) {
        return value.equals(3L) ? 3 : value;
    }

    private static Filter filter(Random random, int depth) {
        String key = KEYS.get(random.nextInt(KEYS.size()));
        int number = random.nextInt(6) - 2;
        double broken = number + 0.5;
        return switch (random.nextInt(depth == 0 ? 9 : 12)) {
            case 0 -> Filter.eq(key, one(random));
            case 1 -> Filter.ne(key, one(random));
            case 2 -> Filter.gt(key, number);
            case 3 -> Filter.gte(key, broken);
            case 4 -> random.nextBoolean() ? Filter.lt(key, broken) : Filter.gt(key, broken);
            case 5 -> Filter.lte(key, number);
            case 6 -> Filter.in(key, "净水", number);
            case 7 -> Filter.exists(key);
            case 8 -> Filter.ids(List.of("文1", "文" + random.nextInt(60)));
            case 9 -> Filter.and(filter(random, depth - 1), filter(random, depth - 1));
            case 10 -> Filter.or(filter(random, depth - 1), filter(random, depth - 1));
            default -> Filter.not(filter(random, depth - 1));
        };
    }
}
