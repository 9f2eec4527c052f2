package dev.lian4j.dataconnection.index;

/**
 * That a document is in the store.
 *
 * @param key the document's id there: a hash of its text, metadata and source
 * @param source where it is from; empty where unknown
 * @param run the number of the last run that it came in, counted from 1
 */
public record IndexRecord(String key, String source, long run) {}
