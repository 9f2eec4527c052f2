package dev.lian4j.finetune.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lian4j.finetune.tensor.Scope;
import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import dev.lian4j.finetune.tensor.djl.DjlEngine;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tiny models of each family against transformers, see golden_models.py. */
class GoldenModelsTest {

    private static final TensorEngine ENGINE = DjlEngine.start(1);

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    private static JsonNode golden() throws IOException {
        try (InputStream file = GoldenModelsTest.class.getResourceAsStream("/golden/models.json")) {
            return new ObjectMapper().readTree(file);
        }
    }

    static Stream<Arguments> cases() throws IOException {
        int[] prompt = ints(golden().get("prompt"));
        return StreamSupport.stream(golden().get("cases").spliterator(), false)
                .map(golden -> Arguments.of(golden.get("name").textValue(), golden, prompt));
    }

    private static int[] ints(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToInt(JsonNode::intValue)
                .toArray();
    }

    private static CausalLm model(JsonNode golden) {
        ModelConfig config = ModelConfig.ofJson(golden.get("config").toString(), "models.json");
        return CausalLm.load(ENGINE, config, FormulaWeights.of(config));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void logitsAreThoseOfTheReference(String name, JsonNode golden, int[] prompt) {
        try (CausalLm model = model(golden);
                Scope ignored = ENGINE.scope()) {
            Tensor logits = model.forward(Sequences.of(prompt)).reshape(prompt.length, -1);

            float[] all = logits.floats();
            int vocabulary = model.config().vocabularySize();
            int[] rows = {0, 3, prompt.length - 1};
            for (int i = 0; i < rows.length; i++) {
                for (int j = 0; j < 10; j++) {
                    double expected = golden.get("logits").get(i).get(j).doubleValue();
                    assertThat((double) all[rows[i] * vocabulary + j]).isCloseTo(expected, within(1e-4));
                }
            }
            float[] sums = logits.sum(-1).floats();
            for (int i = 0; i < sums.length; i++) {
                assertThat((double) sums[i]).isCloseTo(golden.get("sums").get(i).doubleValue(), within(1e-3));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void greedyTokensAreThoseOfTheReference(String name, JsonNode golden, int[] prompt) {
        try (CausalLm model = model(golden)) {
            List<Integer> text = new ArrayList<>(Arrays.stream(prompt).boxed().toList());
            while (text.size() < prompt.length + golden.get("greedy").size()) {
                try (Scope ignored = ENGINE.scope()) {
                    int[] ids = text.stream().mapToInt(Integer::intValue).toArray();
                    Tensor last = model.forward(Sequences.of(ids)).slice(1, ids.length - 1, ids.length);
                    text.add((int) last.argmax(-1).longs()[0]);
                }
            }

            assertThat(text.subList(prompt.length, text.size()))
                    .containsExactlyElementsOf(
                            Arrays.stream(ints(golden.get("greedy"))).boxed().toList());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void tokenByTokenIsTheSameAsAllAtOnce(String name, JsonNode golden, int[] prompt) {
        try (CausalLm model = model(golden)) {
            TextReader reader = TextReader.of(model, 1);
            // Beyond its length the dynamic kind turns all tokens anew, but those that are remembered stay, as
            // elsewhere.
            boolean dynamic = name.contains("dynamic");
            int tokens = dynamic ? model.config().contextLength() : prompt.length;
            float[] logits = reader.start(prompt[0], prompt[1]);
            for (int end = 2; end < tokens; end++) {
                assertThat(logits).as("after %d", end).containsExactly(last(model, prompt, end), within(1e-4f));
                logits = reader.next(prompt[end]);
            }
        }
        assertThat(ENGINE.kept()).isZero();
    }

    private static float[] last(CausalLm model, int[] prompt, int end) {
        try (Scope ignored = ENGINE.quiet()) {
            return model.forward(Sequences.of(Arrays.copyOf(prompt, end)))
                    .slice(1, end - 1, end)
                    .floats();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void lossAndGradientsAreThoseOfTheReference(String name, JsonNode golden, int[] prompt) {
        try (CausalLm model = model(golden);
                Scope ignored = ENGINE.recording()) {
            model.parameters().values().forEach(parameter -> parameter.requireGradient(true));
            int targets = prompt.length - 1;
            Tensor logits = model.forward(Sequences.of(prompt))
                    .reshape(prompt.length, -1)
                    .slice(0, 0, targets);
            long[] labels =
                    Arrays.stream(prompt, 1, prompt.length).asLongStream().toArray();
            Tensor loss = logits.logSoftmax(-1)
                    .gather(1, ENGINE.tensor(labels, targets, 1))
                    .sum()
                    .multiply(-1.0 / targets);
            loss.backward();

            assertThat((double) loss.item()).isCloseTo(golden.get("loss").doubleValue(), within(1e-5));
            golden.get("gradientNorms").properties().forEach(norm -> {
                Tensor gradient =
                        model.parameters().get(norm.getKey()).gradient().orElseThrow();
                double length = Math.sqrt(gradient.pow(2).sum().item());
                double expected = norm.getValue().doubleValue();
                assertThat(length).as(norm.getKey()).isCloseTo(expected, within(1e-4 + 1e-3 * expected));
            });
        }
    }
}
