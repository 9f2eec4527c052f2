package dev.lian4j.core.weights.safetensors;

import static dev.lian4j.core.weights.safetensors.SafetensorsBytes.file;
import static dev.lian4j.core.weights.safetensors.SafetensorsBytes.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.lian4j.core.error.ModelException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SafetensorsHeaderTest {

    private static final String ONE = tensor("a", "F32", "[2]", 0, 8);

    @TempDir
    Path directory;

    static Stream<Arguments> wrongFiles() {
        return Stream.of(
                arguments("it has 0 bytes", new byte[0]),
                arguments("it has 7 bytes", new byte[7]),
                arguments("is said to have 0 bytes", new byte[8]),
                arguments("is said to have 18446744073709551615 bytes", file("{}", -1, 0)),
                arguments("is said to have 3 bytes", file("{}", 3, 0)),
                arguments("is said to have 9223372036854775807 bytes", file("{}", Long.MAX_VALUE, 0)),
                arguments("does not start with '{'", file("[]", 0)),
                arguments("does not start with '{'", file(" {}", 0)),
                arguments("Unexpected end-of-input", file("{\"a\":", 0)),
                arguments("something follows", file("{}{}", 0)),
                arguments("Duplicate", file("{" + ONE + "," + ONE + "}", 8)),
                arguments("Duplicate", file("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}", 8)),
                arguments("'a' is VALUE_NUMBER_INT", file("{\"a\":1}", 0)),
                arguments("the metadata 'x'", file("{\"__metadata__\":{\"x\":1}}", 0)),
                arguments("unknown key 'z'", file("{\"a\":{\"z\":1}}", 0)),
                arguments("unknown dtype 'F31'", file("{" + tensor("a", "F31", "[2]", 0, 8) + "}", 8)),
                arguments("the dtype of 'a'", file("{\"a\":{\"dtype\":[]}}", 0)),
                arguments("unknown dtype ''", file("{\"a\":{}}", 0)),
                arguments("data_offsets of 'a' are []", file("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", 0)),
                arguments("cannot have the shape [-1]", file("{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}", 4)),
                arguments("[-8, 0]", file("{" + tensor("a", "F32", "[2]", -8, 0) + "}", 8)),
                arguments("[8, 0]", file("{" + tensor("a", "F32", "[2]", 8, 0) + "}", 8)),
                arguments("does not fill", file("{" + tensor("a", "F32", "[3]", 0, 8) + "}", 8)),
                arguments("does not fill", file("{" + tensor("a", "F32", "[2]", 0, 7) + "}", 7)),
                arguments("cannot have the shape", file("{" + tensor("a", "F32", "[-2]", 0, 8) + "}", 8)),
                arguments(
                        "cannot have the shape",
                        file("{" + tensor("a", "F32", "[4294967296,4294967296]", 0, 8) + "}", 8)),
                arguments("out of range", file("{" + tensor("a", "F32", "[9223372036854775808]", 0, 8) + "}", 8)),
                arguments("a number in the shape", file("{" + tensor("a", "F32", "[2.0]", 0, 8) + "}", 8)),
                arguments("nesting depth", file("{" + tensor("a", "F32", "[[2]]", 0, 8) + "}", 8)),
                arguments("the shape of 'a' is START_OBJECT", file("{" + tensor("a", "F32", "{}", 0, 8) + "}", 8)),
                arguments("more than 16", file("{" + tensor("a", "F32", "[" + "1,".repeat(16) + "1]", 0, 4) + "}", 4)),
                arguments("starts at byte 4", file("{" + tensor("a", "F32", "[2]", 4, 12) + "}", 12)),
                arguments("starts at byte 4", file("{" + ONE + "," + tensor("b", "F32", "[2]", 4, 12) + "}", 12)),
                arguments("starts at byte 12", file("{" + ONE + "," + tensor("b", "F32", "[2]", 12, 20) + "}", 20)),
                arguments("take 8 bytes, but 7 follow", file("{" + ONE + "}", 7)),
                arguments("take 8 bytes, but 9 follow", file("{" + ONE + "}", 9)),
                arguments("nesting depth", file("{\"a\":{\"shape\":" + "[".repeat(100_000), 0)),
                arguments("unknown key 'x'", file("{\"a\":{\"x\":{\"y\":{\"z\":1}}}}", 0)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongFiles")
    void tellsFileAndFault(String what, byte[] wrong) {
        Path file = SafetensorsBytes.write(directory.resolve("坏的.safetensors"), wrong);

        assertThatThrownBy(() -> SafetensorsWeights.open(file))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("坏的.safetensors")
                .hasMessageContaining(what);
    }

    @Test
    void refusesEveryTruncation() {
        byte[] whole = file("{" + ONE + "," + tensor("b", "BF16", "[1,2]", 8, 12) + "}", 12);
        for (int length = 0; length < whole.length; length++) {
            Path cut = SafetensorsBytes.write(directory.resolve("cut.safetensors"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SafetensorsWeights.open(cut))
                    .as("%s bytes", length)
                    .isInstanceOf(ModelException.class);
        }
    }

    @Test
    void refusesMoreTensorsThanAnyModelHas() {
        StringBuilder header = new StringBuilder("{");
        for (int i = 0; i <= 200_000; i++) {
            header.append(i == 0 ? "\"t" : ",\"t")
                    .append(i)
                    .append("\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}");
        }
        Path file = SafetensorsBytes.write(
                directory.resolve("many.safetensors"), file(header.append("}").toString(), 0));

        assertThatThrownBy(() -> SafetensorsWeights.open(file)).hasMessageContaining("more than 200000 tensors");
    }

    @Test
    void refusesAHeaderLongerThanAnyModelHas() throws Exception {
        Path path = directory.resolve("long.safetensors");
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(200_000_000); // takes no room on the disk
            file.write(SafetensorsBytes.file("", 100_000_001, 0));
        }

        assertThatThrownBy(() -> SafetensorsWeights.open(path))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("100000001 bytes")
                .hasMessageContaining("at most 100000000 are read");
    }

    @Test
    void takesEmptyTensorsAndSingleNumbers() {
        String header = "{" + tensor("none", "F32", "[0,4]", 0, 0) + "," + tensor("one", "F32", "[]", 0, 4) + "}  ";
        Path file = SafetensorsBytes.write(directory.resolve("odd.safetensors"), file(header, 4));

        try (SafetensorsWeights weights = SafetensorsWeights.open(file)) {
            assertThat(weights.tensors().get("none").size()).isZero();
            assertThat(weights.tensors().get("one").size()).isEqualTo(1);
        }
    }
}
