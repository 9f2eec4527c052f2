package dev.lian4j.dataconnection.store;

import java.nio.charset.StandardCharsets;

/**
 * The file that a store is saved to. All numbers are little-endian.
 *
 * <p>It starts with the 8 bytes {@code LIAN4JVS} and an int, the version of the format, 1. Then come frames: an int with
 * the type, an int with the length of the payload in bytes, an int with the CRC-32C of the frame's number (an int, from 0)
 * and those 8 bytes, the payload, and an int with the CRC-32C of the frame's number and the payload. By type:
 *
 * <ul>
 *   <li>1, first and once: a map (see below) with {@code metric}, {@code model} (the embedding model's name), {@code
 *       dimension}, {@code rows} and, of a graph, {@code hnsw}: a map with {@code m}, {@code efConstruction}, {@code
 *       efSearch}, {@code exactBelow}, {@code entryNode} and {@code entryLevel}, which are -1 for an empty graph;
 *   <li>2: the documents of the next rows: a list of id, text and metadata each, or null for a row without a document;
 *   <li>3: the vectors of the next rows, floats; for cosine they have the length 1;
 *   <li>4: the links of the next rows: an int with the highest layer that the row is on; for each layer from 0 an int with
 *       the number of links, and so many ints with rows;
 *   <li>5, last: nothing.
 * </ul>
 *
 * <p>A value is a byte with its type and: 0 null, 1 false, 2 true: nothing; 3 int; 4 long; 5 float; 6 double; 7 text: an
 * int with its length in bytes, UTF-8; 8 text that is no valid Unicode: an int with its length in bytes, UTF-16; 9 integer
 * of any size and 10 decimal number: as text in UTF-8; 11 list: an int with its size, the values; 12 map: an int with its
 * size, key and value by turns.
 */
final class SnapshotFormat {

    static final int VERSION = 1;
    static final int PREAMBLE_BYTES = 12;
    static final int FRAME_HEAD_BYTES = 12;

    static final int HEADER = 1;
    static final int DOCUMENTS = 2;
    static final int VECTORS = 3;
    static final int LINKS = 4;
    static final int END = 5;

    /** About how long the payload of a frame is; longer where one document is. */
    static final int FRAME_BYTES = 1 << 20;

    /** Lists and maps are not nested deeper. */
    static final int MOST_DEPTH = 64;

    private SnapshotFormat() {}

    /** The first bytes of a file. */
    static byte[] magic() {
        return "LIAN4JVS".getBytes(StandardCharsets.US_ASCII);
    }
}
