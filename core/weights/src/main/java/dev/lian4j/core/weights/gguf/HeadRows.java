package dev.lian4j.core.weights.gguf;

import java.nio.FloatBuffer;

/**
 * The order of the rows that make queries and keys. Rotary embedding turns pairs of them: Hugging Face pairs row j of a
 * head with row j + half, llama.cpp, for the llama architecture, 2 j with 2 j + 1, so the rows were moved when the GGUF
 * file was made.
 *
 * @param headRows the rows of a head, an even number
 */
record HeadRows(long headRows) {

    /** Which row in the GGUF file a row of Hugging Face's is. */
    long inGguf(long row) {
        long inHead = row % headRows;
        long half = headRows / 2;
        return row - inHead + inHead % half * 2 + inHead / half;
    }

    /** Puts rows of Hugging Face's in the order of GGUF. */
    void toGguf(float[] rows, int columns, FloatBuffer into) {
        for (int row = 0; row < rows.length / columns; row++) {
            into.put(rows, (int) inHuggingFace(row) * columns, columns);
        }
    }

    /** Which row of Hugging Face's a row in the GGUF file is. */
    long inHuggingFace(long row) {
        long inHead = row % headRows;
        return row - inHead + inHead % 2 * (headRows / 2) + inHead / 2;
    }
}
