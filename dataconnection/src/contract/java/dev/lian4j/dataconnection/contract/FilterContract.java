package dev.lian4j.dataconnection.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.VectorQuery;
import dev.lian4j.core.document.VectorStore;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs many filters, hostile texts and numbers at the ends of their types among them, against {@link Filter#matches}. */
public final class FilterContract {

    private static final List<String> KEYS = List.of("k", "页 码", "a.b#l", "\\ud800", "\uD800", "");

    private static final List<Object> VALUES = List.of(
            "", "a", "a.pdf", "A.PDF", "报告", "报", "\uD800", "\uFFFD", "\uD83D\uDE00", "\uE000", "true", "1", "NaN",
            "'; DROP TABLE x; --", "a* OR k:*", "a\u0000b", "%_\\", "长".repeat(9000), "长".repeat(9000) + "a",
            "长".repeat(400),
            "长".repeat(401), true, false, 0, 1, -1, 3, 3L, Long.MAX_VALUE, Long.MAX_VALUE - 1, Long.MIN_VALUE,
            9_007_199_254_740_993L, 1_234_567_890_123_456_768L, 0.0, -0.0, 0.1, 1.0, 3.0, 3.5, -2.5, Math.pow(2, 63), Double.parseDouble("1.2345678901234568E18"),
            9_007_199_254_740_992.0, Double.MAX_VALUE, Double.MIN_VALUE, Double.NaN, Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY);

    /** Numbers of types that no metadata has. */
    private static final List<Object> ASKED_ONLY =
            List.of(0.1f, new BigDecimal("9223372036854775806.5"), new BigDecimal("9223372036854775806"), new BigDecimal("3.00"), new BigDecimal("1e400"), new BigDecimal("-0.05"), Float.NaN);

    private static final List<BiFunction<String, Object, Filter>> COMPARISONS = List.of(
            Filter::eq,
            Filter::ne,
            Filter::gt,
            Filter::gte,
            Filter::lt,
            Filter::lte,
            (key, value) -> Filter.in(key, value, "其他", 17),
            (key, value) -> Filter.nin(key, value, "其他", 17),
            (key, value) -> Filter.contains(key, value.toString()),
            (key, value) -> Filter.exists(key));

    private final VectorStore store;
    private final Random random;
    private final List<Document> documents;

    private FilterContract(VectorStore store, long seed) {
        this.store = store;
        this.random = new Random(seed);
        this.documents = Stream.concat(
                        VALUES.stream().map(value -> Map.<String, Object>of("k", value)),
                        IntStream.range(0, 150).mapToObj(i -> metadata()))
                .map(metadata -> Document.of("ab", metadata))
                .toList();
    }

    /** Fills an empty store and asks. */
    public static void check(VectorStore store, long seed) {
        FilterContract contract = new FilterContract(store, seed);
        contract.fill();
        contract.checkEachComparison();
        for (int i = 0; i < 300; i++) {
            contract.check(contract.tree(4));
        }
        contract.checkWideFilters();
    }

    private Map<String, Object> metadata() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        for (String key : KEYS) {
            switch (random.nextInt(4)) {
                case 0 -> metadata.put(key, List.of(value(), value(), List.of(value())));
                case 1, 2 -> metadata.put(key, value());
                default -> {
                    // no such key
                }
            }
        }
        return metadata;
    }

    private void fill() {
        List<Document> numbered = IntStream.range(0, documents.size())
                .mapToObj(i -> documents.get(i).withId("d" + i))
                .toList();
        store.put(numbered, numbered.stream().map(each -> new float[] {1, 1}).toList());
    }

    private void checkEachComparison() {
        Stream.concat(VALUES.stream(), ASKED_ONLY.stream())
                .forEach(value -> COMPARISONS.forEach(each -> check(each.apply("k", value))));
        KEYS.forEach(key -> check(Filter.exists(key)));
        check(Filter.ids(List.of("d1", "d2", "none", "", "长".repeat(20_000))));
        check(Filter.in("k"));
        check(Filter.eq("k", List.of("a")));
        check(Filter.all());
        check(Filter.or());
    }

    /** More comparisons than a store may take at once. */
    private void checkWideFilters() {
        Filter[] many =
                IntStream.range(0, 1500).mapToObj(i -> Filter.eq("k", i)).toArray(Filter[]::new);
        check(Filter.or(many));
        check(new Filter.In("k", IntStream.range(0, 5000).boxed().collect(Collectors.toSet())));
        check(Filter.ids(IntStream.range(0, 5000).mapToObj(i -> "d" + 3 * i).toList()));
    }

    private Filter tree(int depth) {
        return switch (depth == 0 ? 9 : random.nextInt(6)) {
            case 0 -> new Filter.And(trees(depth - 1));
            case 1 -> new Filter.Or(trees(depth - 1));
            case 2 -> Filter.not(tree(depth - 1));
            default -> COMPARISONS
                    .get(random.nextInt(COMPARISONS.size()))
                    .apply(KEYS.get(random.nextInt(KEYS.size())), value());
        };
    }

    private List<Filter> trees(int depth) {
        List<Filter> trees = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            trees.add(tree(depth));
        }
        return trees;
    }

    private Object value() {
        return VALUES.get(random.nextInt(VALUES.size()));
    }

    private void check(Filter filter) {
        Set<String> expected = IntStream.range(0, documents.size())
                .filter(i -> filter.matches(documents.get(i).withId("d" + i)))
                .mapToObj(i -> "d" + i)
                .collect(Collectors.toSet());
        Set<String> found = store.nearest(VectorQuery.of(new float[] {1, 0}, 999).where(filter)).stream()
                .map(scored -> String.valueOf(scored.document().id()))
                .collect(Collectors.toSet());
        assertThat(found).as("%.300s", filter).isEqualTo(expected);
    }
}
