package dev.lian4j.models.local;

/** Is told how far a download is. Called on the thread that fetches. */
@FunctionalInterface
public interface FetchProgress {

    /** Tells nobody. */
    FetchProgress NONE = (bytes, total) -> {};

    /**
     * So many bytes of the file are here.
     *
     * @param bytes bytes so far, those of an earlier try included
     * @param total bytes of the whole file
     */
    void progressed(long bytes, long total);
}
