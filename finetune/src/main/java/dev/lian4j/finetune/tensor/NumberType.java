package dev.lian4j.finetune.tensor;

/** How the numbers of a tensor are held in memory. */
public enum NumberType {
    /** 32-bit floating point: what models compute in. */
    FLOAT32(4),
    /** 16-bit floating point: for storing weights; computing with it is slow on a CPU. */
    FLOAT16(2),
    /** 64-bit integers: token ids and indices. */
    INT64(8),
    /** 8-bit unsigned integers: for storing quantised weights. */
    UINT8(1);

    private final int bytes;

    NumberType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes that one number takes. */
    public int bytes() {
        return bytes;
    }
}
