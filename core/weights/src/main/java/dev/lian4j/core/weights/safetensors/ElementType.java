package dev.lian4j.core.weights.safetensors;

import dev.lian4j.core.weights.io.BlockFormat;
import dev.lian4j.core.weights.io.PlainFormat;
import org.jspecify.annotations.Nullable;

/** The types of safetensors' specification that take whole bytes, with how to read those that are weights. */
enum ElementType {
    BOOL(1),
    U8(1),
    I8(1),
    F8_E5M2(1),
    F8_E4M3(1),
    F8_E8M0(1),
    I16(2),
    U16(2),
    F16(2),
    BF16(2),
    I32(4),
    U32(4),
    F32(4),
    F64(8),
    I64(8),
    U64(8),
    C64(8);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    static @Nullable ElementType of(String name) {
        for (ElementType type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        return null;
    }

    int bytes() {
        return bytes;
    }

    /** How its numbers are made to floats; null where they are no weights. */
    @Nullable
    BlockFormat format() {
        return switch (this) {
            case F16 -> PlainFormat.F16;
            case BF16 -> PlainFormat.BF16;
            case F32 -> PlainFormat.F32;
            case F64 -> PlainFormat.F64;
            default -> null;
        };
    }
}
