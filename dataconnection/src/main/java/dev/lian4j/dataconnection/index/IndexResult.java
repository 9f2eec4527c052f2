package dev.lian4j.dataconnection.index;

/**
 * What a run of an {@link Indexer} did, in documents.
 *
 * @param added stored, of sources that had nothing in the store
 * @param updated stored, of sources that had
 * @param skipped in the store already, or come twice
 * @param deleted no longer in the store
 */
public record IndexResult(long added, long updated, long skipped, long deleted) {}
