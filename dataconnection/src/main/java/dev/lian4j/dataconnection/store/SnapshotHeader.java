package dev.lian4j.dataconnection.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the first frame of a snapshot says of the others. */
record SnapshotHeader(
        Metric metric,
        String model,
        int dimension,
        int rows,
        @Nullable HnswOptions hnsw,
        Graph.@Nullable Entry entry) {

    static SnapshotHeader of(Contents contents, String model) {
        HnswOptions hnsw = contents.layout().hnsw();
        Graph.Entry entry = contents.dimension() > 0 && contents.index() instanceof HnswRows rows
                ? rows.graph().entry()
                : null;
        return new SnapshotHeader(
                contents.layout().metric(),
                model,
                contents.dimension(),
                contents.table().rows(),
                hnsw,
                entry);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("metric", metric.name());
        map.put("model", model);
        map.put("dimension", dimension);
        map.put("rows", rows);
        if (hnsw != null) {
            map.put("hnsw", graph(hnsw));
        }
        return map;
    }

    private Map<String, Object> graph(HnswOptions options) {
        return Map.of(
                "m", options.m(),
                "efConstruction", options.efConstruction(),
                "efSearch", options.efSearch(),
                "exactBelow", options.exactBelow(),
                "entryNode", entry == null ? -1 : entry.node(),
                "entryLevel", entry == null ? -1 : entry.level());
    }

    /**
     * Reads what {@link #toMap} gave.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static SnapshotHeader from(@Nullable Object value) {
        Map<?, ?> map = value instanceof Map<?, ?> given ? given : Map.of();
        Map<?, ?> graph = map.get("hnsw") instanceof Map<?, ?> given ? given : Map.of();
        return new SnapshotHeader(
                Metric.valueOf(text(map, "metric")),
                text(map, "model"),
                number(map, "dimension", 0),
                number(map, "rows", 0),
                graph.isEmpty() ? null : options(graph),
                graph.isEmpty() || number(graph, "entryNode", -1) < 0 ? null : entry(graph));
    }

    private static HnswOptions options(Map<?, ?> graph) {
        return new HnswOptions(
                number(graph, "m", 2),
                number(graph, "efConstruction", 1),
                number(graph, "efSearch", 1),
                number(graph, "exactBelow", 0));
    }

    private static Graph.Entry entry(Map<?, ?> graph) {
        return new Graph.Entry(number(graph, "entryNode", 0), number(graph, "entryLevel", 0));
    }

    private static String text(Map<?, ?> map, String key) {
        if (map.get(key) instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("there is no " + key);
    }

    private static int number(Map<?, ?> map, String key, int least) {
        if (map.get(key) instanceof Integer number && number >= least) {
            return number;
        }
        throw new IllegalArgumentException(key + " is " + map.get(key) + ", but must be at least " + least);
    }
}
