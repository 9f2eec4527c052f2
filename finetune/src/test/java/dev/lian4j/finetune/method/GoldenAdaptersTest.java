package dev.lian4j.finetune.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lian4j.core.weights.FloatTensor;
import dev.lian4j.core.weights.TensorInfo;
import dev.lian4j.core.weights.safetensors.SafetensorsWriter;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.FormulaWeights;
import dev.lian4j.finetune.model.ModelConfig;
import dev.lian4j.finetune.model.TextReader;
import dev.lian4j.finetune.tensor.TensorEngine;
import dev.lian4j.finetune.tensor.djl.DjlEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Adapters that PEFT made, on a tiny model: the logits are PEFT's. See golden_peft.py. */
class GoldenAdaptersTest {

    private static final TensorEngine ENGINE = DjlEngine.start(1);

    @TempDir
    Path folder;

    @AfterAll
    static void close() {
        assertThat(ENGINE.kept()).isZero();
        ENGINE.close();
    }

    private static JsonNode golden() throws IOException {
        try (InputStream file = GoldenAdaptersTest.class.getResourceAsStream("/golden/peft.json")) {
            return new ObjectMapper().readTree(file);
        }
    }

    static Stream<Arguments> cases() throws IOException {
        JsonNode golden = golden();
        return StreamSupport.stream(golden.get("cases").spliterator(), false)
                .map(each -> Arguments.of(each.get("name").textValue(), golden, each));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void computesWhatPeftDoes(String name, JsonNode golden, JsonNode adapter) throws IOException {
        write(adapter);
        ModelConfig config = ModelConfig.ofJson(golden.get("config").toString(), "peft.json");
        try (CausalLm model = CausalLm.load(ENGINE, config, FormulaWeights.of(config));
                TunedModel tuned = PeftModel.load(model, folder)) {
            float[] last = read(tuned, new ObjectMapper().convertValue(golden.get("prompt"), int[].class));
            JsonNode expected = adapter.get("last");
            assertThat(last).hasSize(expected.size());
            for (int i = 0; i < last.length; i++) {
                assertThat((double) last[i]).isCloseTo(expected.get(i).doubleValue(), within(1e-4));
            }
        }
    }

    /** The prompt at once but for its last token, which goes the other way. */
    private static float[] read(TunedModel tuned, int[] prompt) {
        TextReader reader = TextReader.of(tuned, 1);
        reader.start(java.util.Arrays.copyOf(prompt, prompt.length - 1));
        return reader.next(prompt[prompt.length - 1]);
    }

    private void write(JsonNode adapter) throws IOException {
        Map<String, FloatTensor> tensors = new LinkedHashMap<>();
        adapter.get("tensors").properties().forEach(each -> {
            List<Long> shape = StreamSupport.stream(each.getValue().get("shape").spliterator(), false)
                    .map(JsonNode::longValue)
                    .toList();
            float[] values = new ObjectMapper().convertValue(each.getValue().get("values"), float[].class);
            tensors.put(each.getKey(), FloatTensor.of(shape, values));
        });
        List<TensorInfo> infos = tensors.entrySet().stream()
                .map(each -> each.getValue().info(each.getKey(), "F32"))
                .toList();
        SafetensorsWriter.write(
                folder.resolve("adapter_model.safetensors"),
                infos,
                (tensor, into) -> into.put(tensors.get(tensor).values()));
        Files.writeString(
                folder.resolve("adapter_config.json"), adapter.get("config").toString());
    }
}
