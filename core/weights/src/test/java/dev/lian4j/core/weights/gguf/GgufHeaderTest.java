package dev.lian4j.core.weights.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.lian4j.core.error.ModelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class GgufHeaderTest {

    private static final int I8 = 24;

    @TempDir
    Path directory;

    private GgufHeader read(GgufBytes bytes) {
        return GgufHeader.read(bytes.write(directory.resolve("模型.gguf")));
    }

    @Test
    void readsMetadataAndTensors() {
        GgufHeader header = read(GgufBytes.small());

        assertThat(header.version()).isEqualTo(3);
        assertThat(header.architecture()).isEqualTo("llama");
        assertThat(header.contextLength()).isEqualTo(64);
        assertThat(header.vocabularySize()).isEqualTo(3);
        assertThat(header.controlTokens()).containsExactly("<s>");
        assertThat(header.chatTemplate()).isEmpty();
        assertThat(header.tensors())
                .containsExactly(
                        new GgufTensor("a", List.of(4L, 2L), "F32", 0, 32),
                        new GgufTensor("b", List.of(32L), "Q4_0", 32, 18));
    }

    @Test
    void tellsWhereAValueIs() throws Exception {
        GgufHeader header = read(GgufBytes.small());

        int place = (int) header.place("llama.context_length").orElseThrow();
        assertThat(Files.readAllBytes(header.file())[place]).isEqualTo((byte) 64);
        assertThat(header.place("nothing")).isEmpty();
    }

    @Test
    void readsEveryScalarType() {
        GgufHeader header = read(new GgufBytes()
                .start(2, 0, 11)
                .key("u8", 0)
                .raw(new byte[] {-1})
                .key("i8", 1)
                .raw(new byte[] {-1})
                .key("u16", 2)
                .raw(new byte[] {-1, -1})
                .key("i16", 3)
                .raw(new byte[] {-1, -1})
                .key("u32", 4)
                .i32(-1)
                .key("i32", 5)
                .i32(-1)
                .key("f32", 6)
                .f32(1.5f)
                .key("bool", 7)
                .raw(new byte[] {1})
                .key("u64", 10)
                .i64(7)
                .key("i64", 11)
                .i64(-7)
                .key("f64", 12)
                .i64(Double.doubleToRawLongBits(2.5)));

        assertThat(header.metadata())
                .containsEntry("u8", 255L)
                .containsEntry("i8", -1L)
                .containsEntry("u16", 65_535L)
                .containsEntry("i16", -1L)
                .containsEntry("u32", 4_294_967_295L)
                .containsEntry("i32", -1L)
                .containsEntry("f32", 1.5)
                .containsEntry("bool", true)
                .containsEntry("u64", 7L)
                .containsEntry("i64", -7L)
                .containsEntry("f64", 2.5);
    }

    @Test
    void readsOtherAlignments() {
        GgufHeader header = read(new GgufBytes()
                .start(3, 2, 1)
                .u32("general.alignment", 64)
                .tensor("a", I8, 0, 1)
                .tensor("b", I8, 64, 1)
                .pad(64)
                .zeros(65));

        assertThat(header.tensors().get(1).offset()).isEqualTo(64);
    }

    static Stream<Arguments> wrongFiles() {
        return Stream.of(
                arguments("the file is empty", new GgufBytes()),
                arguments("the file ends here", new GgufBytes().zeros(3)),
                arguments(
                        "does not start with 'GGUF'", new GgufBytes().raw("FUGG".getBytes(StandardCharsets.US_ASCII))),
                arguments("version 0", new GgufBytes().start(0, 0, 0)),
                arguments("version 1,", new GgufBytes().start(1, 0, 0)),
                arguments("version 4", new GgufBytes().start(4, 0, 0)),
                arguments("the number of tensors is 18446744073709551615", new GgufBytes().start(3, -1, 0)),
                arguments("the number of keys is 18446744073709551615", new GgufBytes().start(3, 0, -1)),
                arguments("the number of keys is 3", new GgufBytes().start(3, 0, 3)),
                arguments(
                        "the length of a key",
                        new GgufBytes().start(3, 0, 1).i64(-1).zeros(50)),
                arguments(
                        "a key has 0 characters",
                        new GgufBytes().start(3, 0, 1).text("", "x").zeros(50)),
                arguments(
                        "unknown type 13",
                        new GgufBytes().start(3, 0, 1).key("k", 13).zeros(50)),
                arguments(
                        "length of the value",
                        new GgufBytes().start(3, 0, 1).key("k", 8).i64(1L << 62)),
                arguments(
                        "the file ends here",
                        new GgufBytes().start(3, 0, 1).key("k", 10).zeros(7)),
                arguments(
                        "elements of the unknown type 9",
                        new GgufBytes().start(3, 0, 1).key("k", 9).i32(9).zeros(50)),
                arguments(
                        "number of elements",
                        new GgufBytes().start(3, 0, 1).key("k", 9).i32(4).i64(1L << 61)),
                arguments(
                        "length of a string",
                        new GgufBytes().start(3, 0, 1).key("k", 9).i32(8).i64(1).i64(Long.MAX_VALUE)),
                arguments(
                        "comes twice",
                        new GgufBytes().start(3, 0, 2).u32("k", 1).u32("k", 2).zeros(50)),
                arguments("power of two", new GgufBytes().start(3, 0, 1).u32("general.alignment", 13)),
                arguments("power of two", new GgufBytes().start(3, 0, 1).u32("general.alignment", 0)),
                arguments(
                        "power of two",
                        new GgufBytes()
                                .start(3, 0, 1)
                                .key("general.alignment", 5)
                                .i32(32)),
                arguments(
                        "name 'xxx", tensors().tensor("x".repeat(64), I8, 0, 1).zeros(99)),
                arguments(
                        "has 5 dimensions",
                        tensors().tensor("a", I8, 0, 1, 1, 1, 1, 1).zeros(99)),
                arguments("has 0 dimensions", tensors().tensor("a", I8, 0).zeros(99)),
                arguments("length -1", tensors().tensor("a", I8, 0, -1).zeros(99)),
                arguments("length 0", tensors().tensor("a", I8, 0, 4, 0).zeros(99)),
                arguments(
                        "too large",
                        tensors().tensor("a", I8, 0, Long.MAX_VALUE, 2).zeros(99)),
                arguments(
                        "too large",
                        tensors().tensor("a", 27, 0, Long.MAX_VALUE).zeros(99)),
                arguments(
                        "no multiple of the 32", tensors().tensor("a", 2, 0, 31).zeros(99)),
                arguments("the type 39", tensors().tensor("a", 39, 0, 1).zeros(99)),
                arguments("the type 4,", tensors().tensor("a", 4, 0, 32).zeros(99)),
                arguments("starts at 32", tensors().tensor("a", I8, 32, 1).zeros(99)),
                arguments(
                        "starts at 18446744073709551615",
                        tensors().tensor("a", I8, -1, 1).zeros(99)),
                arguments(
                        "starts at 1 ",
                        new GgufBytes()
                                .start(3, 2, 0)
                                .tensor("a", I8, 0, 1)
                                .tensor("b", I8, 1, 1)
                                .zeros(99)),
                arguments(
                        "comes twice",
                        new GgufBytes()
                                .start(3, 2, 0)
                                .tensor("a", I8, 0, 1)
                                .tensor("a", I8, 32, 1)
                                .zeros(99)),
                arguments(
                        "too large",
                        new GgufBytes()
                                .start(3, 1, 0)
                                .tensor("a", I8, 0, Long.MAX_VALUE - 5)
                                .zeros(99)),
                arguments(
                        "too large",
                        new GgufBytes()
                                .start(3, 2, 0)
                                .tensor("a", I8, 0, 0x7FFFFFFFFFFFFFC0L)
                                .tensor("b", I8, 0x7FFFFFFFFFFFFFC0L, 0x7FFFFFFFFFFFFFC0L)
                                .zeros(99)),
                arguments(
                        "announces 100 bytes",
                        tensors().tensor("a", I8, 0, 100).pad(32).zeros(99)),
                arguments("has only 0 more", tensors().tensor("a", I8, 0, 100)));
    }

    private static GgufBytes tensors() {
        return new GgufBytes().start(3, 1, 0);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongFiles")
    void tellsFileAndPlaceOfAFault(String what, GgufBytes wrong) {
        assertThatThrownBy(() -> read(wrong))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("模型.gguf")
                .hasMessageContaining("at byte ")
                .hasMessageContaining(what);
    }

    @Test
    void refusesMoreThanAnyModelHas() {
        assertThatThrownBy(() -> read(new GgufBytes().start(3, 200_001, 0).zeros(200_001 * 32)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("the number of tensors is 200001, at most 200000 are read");
        assertThatThrownBy(() -> read(new GgufBytes().start(3, 0, 100_001).zeros(100_001 * 13)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("the number of keys is 100001, at most 100000 are read");
        assertThatThrownBy(() -> read(new GgufBytes()
                        .start(3, 0, 1)
                        .key("tokenizer.ggml.tokens", 9)
                        .i32(8)
                        .i64(5 << 20)
                        .zeros(40 << 20)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("more than any vocabulary");
    }

    @Test
    void refusesEveryTruncation() {
        byte[] whole = GgufBytes.small().bytes();
        for (int length = 0; length < whole.length; length++) {
            GgufBytes cut = new GgufBytes().raw(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> read(cut)).as("%s bytes", length).isInstanceOf(ModelException.class);
        }
    }

    @Test
    void tellsThatAFileIsMissing() {
        assertThatThrownBy(() -> GgufHeader.read(directory.resolve("none.gguf")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("There is no model file")
                .hasMessageContaining("none.gguf");
    }

    @Test
    void tellsThatAFileIsADirectory() {
        assertThatThrownBy(() -> GgufHeader.read(directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("is a directory");
    }
}
