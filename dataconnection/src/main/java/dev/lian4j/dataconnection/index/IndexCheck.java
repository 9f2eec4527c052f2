package dev.lian4j.dataconnection.index;

import java.util.List;

/**
 * What a comparison of the records of an index with its store found.
 *
 * @param records how many records there are
 * @param missing records whose document is not in the store
 * @param changed records whose document in the store is another than the one that was indexed
 * @param strangers ids of documents in the store that no record knows, the first thousand; they may be another program's
 */
public record IndexCheck(long records, List<IndexRecord> missing, List<IndexRecord> changed, List<String> strangers) {

    /** Copies the lists. */
    public IndexCheck {
        missing = List.copyOf(missing);
        changed = List.copyOf(changed);
        strangers = List.copyOf(strangers);
    }

    /** Whether all that was indexed is there as it was, and nothing else. */
    public boolean whole() {
        return missing.isEmpty() && changed.isEmpty() && strangers.isEmpty();
    }
}
