package dev.lian4j.dataconnection.split;

/** What all splitters can be told. */
record ChunkOptions(
        int size,
        int overlap,
        LengthFunction length,
        KeepSeparator keepSeparator,
        boolean addStartIndex,
        boolean stripWhitespace) {

    ChunkOptions {
        if (size < 1) {
            throw new IllegalArgumentException("chunkSize must be at least 1, was " + size);
        }
        if (overlap < 0) {
            throw new IllegalArgumentException("chunkOverlap must be at least 0, was " + overlap);
        }
        if (overlap > size) {
            throw new IllegalArgumentException("chunkOverlap must be at most chunkSize (" + size + "), was " + overlap);
        }
    }
}
