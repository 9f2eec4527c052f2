package dev.lian4j.core.weights.io;

import java.nio.ByteBuffer;

/** How numbers are stored: so many in a block of so many bytes. */
public interface BlockFormat {

    /** Numbers in a block; at most 256. */
    int blockLength();

    /** Bytes of a block. */
    int blockBytes();

    /** Makes as many blocks, from the start of the bytes, to floats from the start of the array. */
    void decode(ByteBuffer from, int blocks, float[] into);
}
