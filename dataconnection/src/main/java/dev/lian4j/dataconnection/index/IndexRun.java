package dev.lian4j.dataconnection.index;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.VectorStore;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.StoreException;
import java.io.Flushable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One run of an indexer. Runs are numbered, since clocks tie. */
final class IndexRun {

    private final VectorStore store;
    private final RecordManager records;
    private final Function<Document, String> source;
    private final Predicate<String> kept;
    private final IndexMode mode;
    private final long number;
    private final Set<String> known = new HashSet<>();
    private final Set<String> seen = new HashSet<>();
    private long added;
    private long updated;
    private long skipped;

    IndexRun(
            VectorStore store,
            RecordManager records,
            Function<Document, String> source,
            Predicate<String> kept,
            IndexMode mode) {
        this.store = store;
        this.records = records;
        this.source = source;
        this.kept = kept;
        this.mode = mode;
        this.number = 1 + lastRun();
    }

    private long lastRun() {
        try (Stream<IndexRecord> all = records.records()) {
            return all.peek(record -> known.add(record.source()))
                    .mapToLong(IndexRecord::run)
                    .max()
                    .orElse(0);
        }
    }

    IndexResult run(Iterator<Document> documents, int batchSize) {
        while (documents.hasNext()) {
            checkInterrupt();
            Map<IndexRecord, Document> batch = new LinkedHashMap<>();
            for (int i = 0; i < batchSize && documents.hasNext(); i++) {
                Document document = documents.next();
                batch.merge(recordOf(document), document, (first, same) -> skip(first));
            }
            index(batch);
        }
        return new IndexResult(added, updated, skipped, mode == IndexMode.NONE ? 0 : deleteStale(batchSize));
    }

    private IndexRecord recordOf(Document document) {
        String from = source.apply(document);
        if (from.isEmpty() && mode == IndexMode.INCREMENTAL) {
            throw new StoreException("A document of " + document.text().length()
                    + " characters has no source, which INCREMENTAL needs to know what it replaces; metadata: "
                    + document.metadata().keySet() + "; set 'source' or use sourceBy");
        }
        seen.add(from);
        return new IndexRecord(DocumentHash.of(document, from), from, number);
    }

    private Document skip(Document first) {
        skipped++;
        return first;
    }

    private void index(Map<IndexRecord, Document> batch) {
        Map<String, Long> runs = new HashMap<>();
        records.find(batch.keySet().stream().map(IndexRecord::key).toList())
                .forEach(record -> runs.put(record.key(), record.run()));
        List<Document> fresh = batch.entrySet().stream()
                .filter(each -> !runs.containsKey(each.getKey().key()))
                .map(each -> each.getValue().withId(each.getKey().key()))
                .toList();
        store(fresh);
        count(batch.keySet(), runs.keySet());
        records.update(
                batch.keySet().stream()
                        .filter(each -> runs.getOrDefault(each.key(), 0L) < number)
                        .toList(),
                List.of());
    }

    private void store(List<Document> fresh) {
        if (!fresh.isEmpty()) {
            store.addDocuments(fresh);
            flush();
        }
    }

    private void count(Set<IndexRecord> batch, Set<String> there) {
        for (IndexRecord record : batch) {
            if (there.contains(record.key())) {
                skipped++;
            } else if (known.contains(record.source())) {
                updated++;
            } else {
                added++;
            }
        }
    }

    private long deleteStale(int batchSize) {
        List<String> stale;
        try (Stream<IndexRecord> all = records.records()) {
            stale = all.filter(record -> record.run() < number)
                    .filter(record -> mode == IndexMode.FULL || seen.contains(record.source()))
                    .filter(record -> !kept.test(record.source()))
                    .map(IndexRecord::key)
                    .collect(Collectors.toCollection(ArrayList::new));
        }
        for (int from = 0; from < stale.size(); from += batchSize) {
            checkInterrupt();
            List<String> batch = stale.subList(from, Math.min(stale.size(), from + batchSize));
            store.delete(batch);
            flush();
            records.update(List.of(), batch);
        }
        return stale.size();
    }

    /** What is recorded must be kept. */
    private void flush() {
        if (store instanceof Flushable flushable) {
            try {
                flushable.flush();
            } catch (IOException e) {
                throw new StoreException("The store cannot be flushed: " + e.getMessage(), e);
            }
        }
    }

    private static void checkInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            throw CancelledException.interrupted("indexing documents");
        }
    }
}
