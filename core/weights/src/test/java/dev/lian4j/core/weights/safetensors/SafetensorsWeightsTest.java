package dev.lian4j.core.weights.safetensors;

import static dev.lian4j.core.weights.safetensors.SafetensorsBytes.file;
import static dev.lian4j.core.weights.safetensors.SafetensorsBytes.tensor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.FloatTensor;
import dev.lian4j.core.weights.QuantizedTensor;
import dev.lian4j.core.weights.TensorInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsWeightsTest {

    @TempDir
    Path directory;

    private Path write(String name, TensorInfo... tensors) {
        Path file = directory.resolve(name);
        SafetensorsWriter.write(file, List.of(tensors), SafetensorsWeightsTest::count);
        return file;
    }

    /** 0, 1, 2 ... */
    private static void count(String name, FloatBuffer into) {
        for (int i = 0; into.hasRemaining(); i++) {
            into.put(i);
        }
    }

    @ParameterizedTest
    @CsvSource({"F32, 12345.678", "F16, 12344", "BF16, 12352"})
    void readsWhatWasWritten(String type, float read) {
        Path file = directory.resolve("模型.safetensors");
        TensorInfo info = new TensorInfo("层.weight", List.of(1L, 4L), type);
        SafetensorsWriter.write(
                file, List.of(info), (name, into) -> into.put(new float[] {0.5f, -2, 12345.678f, -0.0f}));

        try (SafetensorsWeights weights = SafetensorsWeights.open(file)) {
            assertThat(weights.tensors()).containsExactly(Map.entry("层.weight", info));
            assertThat(weights.metadata()).containsExactly(Map.entry("format", "pt"));
            assertThat(FloatTensor.read(weights, "层.weight").values()).containsExactly(0.5f, -2, read, -0.0f);
        }
    }

    @Test
    void readsDoubles() {
        byte[] bytes = file("{" + tensor("a", "F64", "[1]", 0, 8) + "}", 8);
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putDouble(bytes.length - 8, Math.PI);
        Path file = SafetensorsBytes.write(directory.resolve("a.safetensors"), bytes);

        try (SafetensorsWeights weights = SafetensorsWeights.open(file)) {
            assertThat(FloatTensor.read(weights, "a").values()).containsExactly((float) Math.PI);
        }
    }

    @Test
    void listsOtherTypesAndDoesNotReadThem() {
        byte[] bytes = file("{" + tensor("ids", "I64", "[2]", 0, 16) + "}", 16);
        Path file = SafetensorsBytes.write(directory.resolve("a.safetensors"), bytes);

        try (SafetensorsWeights weights = SafetensorsWeights.open(file)) {
            assertThat(weights.tensors().get("ids").type()).isEqualTo("I64");
            assertThatThrownBy(() -> weights.tensor("ids"))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("a.safetensors")
                    .hasMessageContaining("'ids'")
                    .hasMessageContaining("I64");
        }
    }

    @Test
    void readsRowsOfLargeTensorsIntoDirectBuffers() {
        Path file = write("a.safetensors", new TensorInfo("a", List.of(300L, 100L), "F32"));
        FloatBuffer into = ByteBuffer.allocateDirect(4 * 20_002)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();

        try (SafetensorsWeights weights = SafetensorsWeights.open(file)) {
            QuantizedTensor tensor = weights.tensor("a");
            tensor.read(50, 200, into.position(1));

            assertThat(into.position()).isEqualTo(20_001);
            assertThat(into.get(1)).isEqualTo(5_000);
            assertThat(into.get(20_000)).isEqualTo(24_999);
            assertThat(tensor.bytes()).isEqualTo(120_000);
        }
    }

    @Test
    void tellsWhatIsWrongWithARead() {
        Path file = write("a.safetensors", new TensorInfo("a", List.of(3L, 2L), "F32"));

        SafetensorsWeights weights = SafetensorsWeights.open(file);
        QuantizedTensor tensor = weights.tensor("a");
        assertThatThrownBy(() -> weights.read("b", FloatBuffer.allocate(6)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no tensor 'b'");
        assertThatThrownBy(() -> weights.read("a", FloatBuffer.allocate(5)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("room for 5");
        assertThatThrownBy(() -> tensor.read(2, 2, FloatBuffer.allocate(6)))
                .isInstanceOf(IndexOutOfBoundsException.class);
        weights.close();
        assertThatThrownBy(() -> weights.read("a", FloatBuffer.allocate(6))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void manyThreadsReadAtOnce() {
        Path file = write("a.safetensors", new TensorInfo("a", List.of(64L, 1000L), "BF16"));

        try (SafetensorsWeights weights = SafetensorsWeights.open(file)) {
            float[] expected = FloatTensor.read(weights, "a").values();
            IntStream.range(0, 64)
                    .parallel()
                    .forEach(i -> assertThat(
                                    Arrays.equals(FloatTensor.read(weights, "a").values(), expected))
                            .isTrue());
        }
    }

    private void index(String weightMap) throws IOException {
        Files.writeString(
                directory.resolve("model.safetensors.index.json"),
                "{\"metadata\":{\"total_size\":[1,{}]},\"weight_map\":{" + weightMap + "}}");
    }

    @Test
    void readsSeveralFilesByTheirIndex() throws Exception {
        write("model-1.safetensors", new TensorInfo("a", List.of(1L, 2L), "F32"));
        write("model-2.safetensors", new TensorInfo("b", List.of(3L), "F16"));
        index("\"b\":\"model-2.safetensors\",\"a\":\"model-1.safetensors\"");

        try (SafetensorsWeights weights = SafetensorsWeights.open(directory)) {
            assertThat(weights.tensors()).containsOnlyKeys("a", "b");
            assertThat(FloatTensor.read(weights, "a").values()).containsExactly(0, 1);
            assertThat(FloatTensor.read(weights, "b").values()).containsExactly(0, 1, 2);
        }
    }

    @Test
    void readsTheOneFileOfADirectory() {
        write("model.safetensors", new TensorInfo("a", List.of(2L), "F32"));

        try (SafetensorsWeights weights = SafetensorsWeights.open(directory)) {
            assertThat(weights.tensors()).containsOnlyKeys("a");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"a\":\"../model-1.safetensors\"         | no name of a .safetensors file beside",
                "\"a\":\"/etc/passwd\"                    | no name of a .safetensors file beside",
                "\"a\":\"..\\\\model-1.safetensors\"      | no name of a .safetensors file beside",
                "\"a\":\"pytorch_model.bin\"              | no name of a .safetensors file beside",
                "\"a\":7                                  | no name of a .safetensors file beside",
                "\"a\":\"\\u0000.safetensors\"            | no name of a .safetensors file beside",
                "\"a\":\"model-3.safetensors\"            | There is no weights file",
                "\"z\":\"model-1.safetensors\"            | has no tensor 'z'",
                "\"a\":\"model-1.safetensors\",\"a\":\"b\"| Duplicate",
                "''                                       | names no tensor",
            })
    void refusesAnIndexThatLeadsAstray(String weightMap, String what) throws Exception {
        write("model-1.safetensors", new TensorInfo("a", List.of(2L), "F32"));
        index(weightMap);

        assertThatThrownBy(() -> SafetensorsWeights.open(directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(what);
    }

    @Test
    void tellsThatThereAreNoWeights() {
        assertThatThrownBy(() -> SafetensorsWeights.open(directory))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("neither model.safetensors nor");
        assertThatThrownBy(() -> SafetensorsWeights.open(directory.resolve("none.safetensors")))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("There is no weights file");
    }

    @Test
    void startsNumbersAtMultiplesOfTheirLength() throws Exception {
        Path file = write(
                "a.safetensors",
                new TensorInfo("halves", List.of(3L), "F16"),
                new TensorInfo("floats", List.of(3L), "F32"));

        byte[] bytes = Files.readAllBytes(file);
        long header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertThat(header % 8).isZero();
        assertThat(ByteBuffer.wrap(bytes)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .position((int) header + 8)
                        .getFloat((int) header + 12))
                .isEqualTo(1);
    }

    @Test
    void refusesWhatCannotBeWritten() {
        TensorInfo info = new TensorInfo("a", List.of(2L), "F16");
        Path file = directory.resolve("a.safetensors");

        assertThatThrownBy(() ->
                        SafetensorsWriter.write(file, List.of(info), (name, into) -> into.put(new float[] {1, 65_520})))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("'a'")
                .hasMessageContaining("65520.0 is too large for F16");
        assertThatThrownBy(() -> SafetensorsWriter.write(file, List.of(info), (name, into) -> into.put(1)))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("was given 1 numbers");
        assertThatThrownBy(() -> write("a", info, info))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
        assertThatThrownBy(() -> write("a", new TensorInfo("a", List.of(2L), "I8")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("I8");
        assertThatThrownBy(() -> write("a", new TensorInfo("a", List.of(1L << 31), "F32")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("too large");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void anInterruptedWriteLeavesNothing() {
        assertThatThrownBy(() -> {
                    Thread.currentThread().interrupt();
                    write("a.safetensors", new TensorInfo("a", List.of(2L), "F32"));
                })
                .isInstanceOf(CancelledException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(directory).isEmptyDirectory();
    }
}
