package dev.lian4j.finetune.tensor.djl;

import ai.djl.ndarray.types.DataType;
import dev.lian4j.finetune.tensor.NumberType;

/** Our types of numbers and DJL's. BFLOAT16 is left out on purpose: DJL ends the JVM over it. */
final class Types {

    private Types() {}

    static DataType of(NumberType type) {
        return switch (type) {
            case FLOAT32 -> DataType.FLOAT32;
            case FLOAT16 -> DataType.FLOAT16;
            case INT64 -> DataType.INT64;
            case UINT8 -> DataType.UINT8;
        };
    }

    static NumberType of(DataType type) {
        return switch (type) {
            case FLOAT32 -> NumberType.FLOAT32;
            case FLOAT16 -> NumberType.FLOAT16;
            case INT64 -> NumberType.INT64;
            case UINT8 -> NumberType.UINT8;
            default -> throw new IllegalStateException("An operation gave numbers of the type " + type);
        };
    }
}
