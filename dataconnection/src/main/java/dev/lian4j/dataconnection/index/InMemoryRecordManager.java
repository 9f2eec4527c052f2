package dev.lian4j.dataconnection.index;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Records that last as long as the process, for stores that do so too. */
public final class InMemoryRecordManager implements RecordManager {

    private final Map<String, IndexRecord> records = new LinkedHashMap<>();

    /** Knows nothing yet. */
    public InMemoryRecordManager() {}

    @Override
    public synchronized List<IndexRecord> find(Collection<String> keys) {
        return keys.stream().map(records::get).filter(Objects::nonNull).toList();
    }

    @Override
    public synchronized void update(Collection<IndexRecord> written, Collection<String> forgotten) {
        written.forEach(record -> records.put(record.key(), record));
        forgotten.forEach(records::remove);
    }

    @Override
    public synchronized Stream<IndexRecord> records() {
        return new ArrayList<>(records.values()).stream();
    }
}
