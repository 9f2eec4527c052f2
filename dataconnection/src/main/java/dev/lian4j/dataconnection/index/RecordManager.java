package dev.lian4j.dataconnection.index;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Remembers what is in a store. For one store and one indexer at a time; safe for several threads. */
public interface RecordManager {

    /** The records of those keys that are known. */
    List<IndexRecord> find(Collection<String> keys);

    /**
     * Writes records in place of those of the same key, and forgets others. Outlasts a crash when it returns, where the
     * records are kept at all.
     *
     * @throws dev.lian4j.core.error.StoreException if they cannot be written
     */
    void update(Collection<IndexRecord> records, Collection<String> forgotten);

    /** All records as they are now. To be closed. */
    Stream<IndexRecord> records();
}
