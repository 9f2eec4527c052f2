package dev.lian4j.core.weights.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.FloatTensor;
import dev.lian4j.core.weights.io.MappedFile;
import dev.lian4j.core.weights.peft.LoraAdapterFile;
import dev.lian4j.core.weights.peft.LoraFile;
import dev.lian4j.core.weights.peft.LoraPair;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GgufLoraTest {

    private static final String QUERY = "model.layers.0.self_attn.q_proj";
    private static final String VALUE = "model.layers.0.self_attn.v_proj";
    private static final GgufBase LLAMA = new GgufBase("llama", 2, 1, true);

    @TempDir
    Path directory;

    /** A pair for a layer of 3 to 8 numbers, with B = 0, 1, 2 ... */
    private static LoraPair pair(int rank) {
        float[] b = new float[8 * rank];
        for (int i = 0; i < b.length; i++) {
            b[i] = i;
        }
        return new LoraPair(
                FloatTensor.of(List.of((long) rank, 3L), new float[3 * rank]),
                FloatTensor.of(List.of(8L, (long) rank), b));
    }

    private static LoraAdapterFile adapter(UnaryOperator<LoraFile.Builder> config, Map<String, LoraPair> pairs) {
        return new LoraAdapterFile(
                config.apply(LoraFile.builder().r(4).alpha(8)).build(), pairs, Map.of());
    }

    private Path write(GgufBase base, LoraAdapterFile adapter) {
        Path file = directory.resolve("适配器.gguf");
        GgufLora.write(file, base, adapter);
        return file;
    }

    private static float[] numbers(Path path, String name) {
        GgufHeader header = GgufHeader.read(path);
        GgufTensor tensor = header.tensors().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
        try (MappedFile file = MappedFile.open(path)) {
            float[] numbers = new float[(int) tensor.bytes() / 4];
            ByteBuffer bytes = file.slice(header.dataStart() + tensor.offset(), (int) tensor.bytes());
            bytes.asFloatBuffer().get(numbers);
            return numbers;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static double alpha(Path file) {
        return (Double) GgufHeader.read(file).metadata().get("adapter.lora.alpha");
    }

    @Test
    void writesTheKeysAndNamesOfLlamaCpp() {
        GgufHeader header = GgufHeader.read(write(LLAMA, adapter(config -> config, Map.of(VALUE, pair(4)))));

        assertThat(header.metadata())
                .containsExactly(
                        Map.entry("general.architecture", "llama"),
                        Map.entry("general.type", "adapter"),
                        Map.entry("adapter.type", "lora"),
                        Map.entry("adapter.lora.alpha", 8.0));
        assertThat(header.tensors())
                .extracting(GgufTensor::name, GgufTensor::shape)
                .containsExactly(
                        tuple("blk.0.attn_v.weight.lora_a", List.of(3L, 4L)),
                        tuple("blk.0.attn_v.weight.lora_b", List.of(4L, 8L)));
    }

    @Test
    void movesTheRowsOfBForQueriesOfLlama() {
        LoraAdapterFile adapter = adapter(config -> config.r(1).alpha(1), Map.of(QUERY, pair(1), VALUE, pair(1)));

        Path llama = write(LLAMA, adapter);
        assertThat(numbers(llama, "blk.0.attn_q.weight.lora_b")).containsExactly(0, 2, 1, 3, 4, 6, 5, 7);
        assertThat(numbers(llama, "blk.0.attn_v.weight.lora_b")).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);

        Path qwen = write(new GgufBase("qwen2", 2, 1, true), adapter);
        assertThat(numbers(qwen, "blk.0.attn_q.weight.lora_b")).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
    }

    @Test
    void movesRowsSoThatTheReaderMovesThemBack() {
        HeadRows rows = new HeadRows(6);
        for (long row = 0; row < 24; row++) {
            assertThat(rows.inHuggingFace(rows.inGguf(row))).isEqualTo(row);
        }
    }

    @Test
    void putsTheScaleOfRankStabilisedLoraInAlpha() {
        Path file = write(LLAMA, adapter(config -> config.rsLora(true), Map.of(VALUE, pair(4))));

        assertThat(alpha(file)).isEqualTo(16); // 16 / 4 = 8 / sqrt(4)
        assertThat(numbers(file, "blk.0.attn_v.weight.lora_b")).startsWith(0, 1, 2, 3);
    }

    /** llama.cpp's factor times B is the module's scale times the B that was given, whatever the patterns say. */
    @Test
    void putsScalesOfSingleModulesInB() {
        LoraAdapterFile adapter = adapter(
                config -> config.rsLora(true)
                        .rankPattern(Map.of("q_proj", 2))
                        .alphaPattern(Map.of("layers\\.0\\.self_attn\\.v_proj", 3.0)),
                Map.of(QUERY, pair(2), VALUE, pair(4)));

        Path file = write(LLAMA, adapter);

        double query = alpha(file) / 2 * numbers(file, "blk.0.attn_q.weight.lora_b")[1];
        double value = alpha(file) / 4 * numbers(file, "blk.0.attn_v.weight.lora_b")[1];
        assertThat(query).isCloseTo(8 / Math.sqrt(2), within(1e-5));
        assertThat(value).isCloseTo(3 / Math.sqrt(4), within(1e-5));
    }

    @Test
    void anAlphaOfZeroStaysWithoutEffect() {
        Path file = write(LLAMA, adapter(config -> config.alpha(0), Map.of(VALUE, pair(4))));

        assertThat(alpha(file)).isNotZero();
        assertThat(numbers(file, "blk.0.attn_v.weight.lora_b")).containsOnly(0);
    }

    private void assertRefused(GgufBase base, LoraAdapterFile adapter, String what) {
        assertThatThrownBy(() -> write(base, adapter))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining(what);
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void refusesWhatTheFormatCannotHold() {
        LoraPair plain = pair(4);
        LoraPair directed = new LoraPair(plain.a(), plain.b(), FloatTensor.of(List.of(8L), new float[8]));
        LoraFile config = LoraFile.builder().r(4).build();

        assertRefused(LLAMA, adapter(with -> with.dora(true), Map.of(VALUE, directed)), "DoRA");
        assertRefused(
                LLAMA,
                new LoraAdapterFile(config, Map.of(VALUE, plain), Map.of("model.norm.weight", plain.a())),
                "model.norm.weight");
        assertRefused(LLAMA, adapter(with -> with, Map.of("model.layers.0.conv", plain)), "model.layers.0.conv");
        assertRefused(LLAMA, adapter(with -> with, Map.of("model.embed_tokens", plain)), "the embedding");
        assertRefused(LLAMA, adapter(with -> with, Map.of("lm_head", plain)), "lm_head");
        assertRefused(LLAMA, adapter(with -> with, Map.of()), "no module");
    }

    @Test
    void adaptsAnOutputLayerThatIsItsOwn() {
        Path file = write(new GgufBase("llama", 2, 1, false), adapter(config -> config, Map.of("lm_head", pair(4))));

        assertThat(GgufHeader.read(file).tensors())
                .extracting(GgufTensor::name)
                .containsExactly("output.weight.lora_a", "output.weight.lora_b");
    }
}
