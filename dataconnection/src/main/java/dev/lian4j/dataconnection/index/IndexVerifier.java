package dev.lian4j.dataconnection.index;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Filter;
import dev.lian4j.core.document.ScoredDocument;
import dev.lian4j.core.document.VectorQuery;
import dev.lian4j.core.document.VectorStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks up what the records say is in a store: any store, since it only asks for the nearest among given ids. */
final class IndexVerifier {

    private static final int MOST_STRANGERS = 1_000;

    private final VectorStore store;
    private final RecordManager records;
    private final List<IndexRecord> missing = new ArrayList<>();
    private final List<IndexRecord> changed = new ArrayList<>();
    private final float[] anywhere;

    IndexVerifier(VectorStore store, RecordManager records) {
        this.store = store;
        this.records = records;
        this.anywhere = store.embeddings().embedQuery("anything");
    }

    IndexCheck check(int batchSize) {
        Map<String, IndexRecord> known = known();
        List<IndexRecord> left = new ArrayList<>(known.values());
        for (int i = 0; i < left.size(); i += batchSize) {
            look(left.subList(i, Math.min(left.size(), i + batchSize)));
        }
        return new IndexCheck(known.size(), missing, changed, strangers(known.keySet()));
    }

    private Map<String, IndexRecord> known() {
        Map<String, IndexRecord> known = new LinkedHashMap<>();
        try (Stream<IndexRecord> all = records.records()) {
            all.forEach(record -> known.put(record.key(), record));
        }
        return known;
    }

    private void look(List<IndexRecord> batch) {
        Set<String> ids = batch.stream().map(IndexRecord::key).collect(Collectors.toSet());
        Map<String, Document> found = among(Filter.ids(ids), ids.size());
        for (IndexRecord record : batch) {
            Document document = found.get(record.key());
            if (document == null) {
                missing.add(record);
            } else if (!DocumentHash.of(document, record.source()).equals(record.key())) {
                changed.add(record);
            }
        }
    }

    private List<String> strangers(Collection<String> known) {
        Filter others = known.isEmpty() ? Filter.all() : Filter.not(Filter.ids(known));
        return List.copyOf(among(others, MOST_STRANGERS).keySet());
    }

    private Map<String, Document> among(Filter filter, int most) {
        Map<String, Document> found = new LinkedHashMap<>();
        for (ScoredDocument each : store.nearest(VectorQuery.of(anywhere, most).where(filter))) {
            found.put(String.valueOf(each.document().id()), each.document());
        }
        return found;
    }
}
