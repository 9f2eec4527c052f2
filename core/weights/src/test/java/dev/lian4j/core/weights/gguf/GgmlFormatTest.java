package dev.lian4j.core.weights.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.lian4j.core.weights.io.BlockFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Blocks against what the Python package gguf makes of them; src/test/python/golden_blocks.py made the values. */
class GgmlFormatTest {

    static Stream<Arguments> goldenBlocks() throws IOException {
        try (InputStream in = Objects.requireNonNull(GgmlFormatTest.class.getResourceAsStream("/golden/blocks.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .map(line -> line.split(" "))
                    .map(parts -> arguments(parts[0], parts[1], parts[2]));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goldenBlocks")
    void makesTheFloatsThatTheReferenceMakes(String type, String block, String floats) {
        BlockFormat format = Objects.requireNonNull(GgmlFormat.of(GgmlType.valueOf(type)));
        ByteBuffer expected = ByteBuffer.wrap(HexFormat.of().parseHex(floats));
        byte[] bytes = HexFormat.of().parseHex(block);
        float[] made = new float[expected.capacity() / 4];

        format.decode(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), bytes.length / format.blockBytes(), made);

        float[] wanted = new float[made.length];
        expected.asFloatBuffer().get(wanted);
        assertThat(made).containsExactly(wanted);
    }

    @Test
    void knowsAllTypesThatItPromises() throws IOException {
        List<Object> types = goldenBlocks().map(arguments -> arguments.get()[0]).toList();

        assertThat(types)
                .containsExactlyInAnyOrder(
                        "F32", "F16", "BF16", "Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "Q4_K", "Q5_K", "Q6_K");
    }
}
