package dev.lian4j.finetune.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lian4j.core.Run;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.peft.TargetModules;
import dev.lian4j.finetune.generate.GenerationOptions;
import dev.lian4j.finetune.generate.Generator;
import dev.lian4j.finetune.generate.TinyModel;
import dev.lian4j.finetune.model.AttentionMemory;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.FormulaWeights;
import dev.lian4j.finetune.model.ModelConfig;
import dev.lian4j.finetune.model.Prompted;
import dev.lian4j.finetune.model.Sequences;
import dev.lian4j.finetune.model.TextReader;
import dev.lian4j.finetune.tensor.Scope;
import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import dev.lian4j.finetune.tensor.djl.DjlEngine;
import dev.lian4j.finetune.text.TextTokenizer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MethodsTest {

    private static final TensorEngine ENGINE = DjlEngine.start(1);
    private static final LoraConfig LORA = LoraConfig.defaults().rank(4, 8).targets(TargetModules.allLinear());
    private static final int[] TEXT = {3, 4, 5, 6, 7};

    /** With biases, and a head of its own. */
    private static final ModelConfig CONFIG = ModelConfig.ofJson("""
            {"model_type": "qwen2", "vocab_size": 258, "hidden_size": 32, "intermediate_size": 64,
             "num_hidden_layers": 3, "num_attention_heads": 4, "num_key_value_heads": 2, "rms_norm_eps": 1e-6,
             "max_position_embeddings": 128, "tie_word_embeddings": false}""", "test");

    private final CausalLm model = CausalLm.load(ENGINE, CONFIG, FormulaWeights.of(CONFIG));

    @TempDir
    Path folder;

    @AfterEach
    void freeModel() {
        model.close();
    }

    @AfterAll
    static void nothingIsLeft() {
        assertThat(ENGINE.kept()).isZero();
        ENGINE.close();
    }

    static Stream<TuningMethod> adapters() {
        return Stream.of(
                LORA,
                LORA.useDora(),
                LORA.useDora().rankStabilised(),
                LORA.layers(0, 2).init(LoraConfig.Init.GAUSSIAN),
                LORA.bias(LoraConfig.Bias.ALL),
                LORA.modulesToSave("embed_tokens", "lm_head", "norm"),
                PromptTuningConfig.of(4),
                PrefixTuningConfig.of(4),
                new PrefixTuningConfig(3, List.of(9, 8)),
                new Ia3Config());
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void whatWasTrainedIsWrittenReadAndTakenOff(TuningMethod method) {
        float[] base = logits(model);
        float[] trained;
        try (TunedModel tuned = method.apply(model, 7)) {
            assertThat(tuned.trainableCount()).isEqualTo(method.trainable(CONFIG));
            shake(tuned);
            trained = logits(tuned);
            tuned.save(folder, "tiny");
        }
        assertThat(logits(model)).isEqualTo(base).isNotEqualTo(trained);
        try (TunedModel loaded = PeftModel.load(model, folder)) {
            assertThat(logits(loaded)).isEqualTo(trained);
        }
        assertThat(logits(model)).isEqualTo(base);
    }

    @ParameterizedTest
    @MethodSource("adapters")
    void textsAreWrittenWithWhatWasTrained(TuningMethod method) {
        try (TunedModel tuned = method.apply(model, 7);
                TextTokenizer tokenizer = TinyModel.tokenizer(Set.of())) {
            shake(tuned);
            List<Integer> tokens = Generator.of(tuned, tokenizer)
                    .generate(TEXT, GenerationOptions.builder().maxTokens(6).build(), Run.root())
                    .tokens();
            int[] whole = TEXT;
            for (int token : tokens) {
                float[] logits = logits(tuned, whole);
                assertThat(logits[token]).isCloseTo(most(logits), within(1e-3f));
                whole = Stream.concat(Arrays.stream(whole).boxed(), Stream.of(token))
                        .mapToInt(Integer::intValue)
                        .toArray();
            }
        }
    }

    private static float most(float[] logits) {
        float most = logits[0];
        for (float logit : logits) {
            most = Math.max(most, logit);
        }
        return most;
    }

    static Stream<LoraConfig> loras() {
        return Stream.of(LORA, LORA.rankStabilised(), LORA.useDora(), LORA.targets(TargetModules.of("lm_head")));
    }

    @ParameterizedTest
    @MethodSource("loras")
    void mergedComputesTheSameAndIsTakenBackExactly(LoraConfig config) {
        float[] base = logits(model);
        try (LoraModel tuned = (LoraModel) config.apply(model, 7)) {
            assertThat(logits(model)).usingComparatorWithPrecision(1e-4f).containsExactly(base);
            shake(tuned);
            float[] trained = logits(model);
            tuned.merge();
            assertThat(logits(model)).usingComparatorWithPrecision(1e-3f).containsExactly(trained);
            assertThatThrownBy(tuned::merge).isInstanceOf(IllegalStateException.class);
            tuned.unmerge();
            assertThat(logits(model)).isEqualTo(trained);
        }
        assertThat(logits(model)).isEqualTo(base);
    }

    @Test
    void adaptersAreStackedWeightedSwitchedAndClosedInAnyOrder() {
        float[] base = logits(model);
        LoraModel first = (LoraModel) LORA.apply(model, 1);
        shake(first);
        float[] one = logits(model);
        LoraModel second = (LoraModel) LORA.useDora().apply(model, 2);
        TunedModel third = new Ia3Config().apply(model, 3);
        shake(second);
        float[] both = logits(model);
        assertThat(both).isNotEqualTo(one);
        second.strength(0);
        assertThat(logits(model)).isEqualTo(one);
        first.strength(0);
        assertThat(logits(model)).isEqualTo(base);
        first.strength(0.5);
        assertThat(logits(model)).isNotEqualTo(one).isNotEqualTo(base);
        first.strength(1);
        second.strength(1);
        first.close();
        assertThat(logits(model)).isNotEqualTo(both);
        second.close();
        third.close();
        assertThat(logits(model)).isEqualTo(base);
    }

    @Test
    void halfAsStrongMergesToHalfTheDifference() {
        try (LoraModel tuned =
                (LoraModel) LORA.targets(TargetModules.of("lm_head")).apply(model, 7)) {
            float[] base = logits(model);
            shake(tuned);
            float[] full = logits(model);
            tuned.strength(0.5);
            tuned.merge();
            float[] half = logits(model);
            for (int i = 0; i < base.length; i++) {
                assertThat(half[i]).isCloseTo((base[i] + full[i]) / 2, within(1e-3f));
            }
            tuned.unmerge();
        }
    }

    @Test
    void aPrefixOfTokensIsAsIfTheyWereThere() {
        try (TunedModel tuned = new PrefixTuningConfig(3, List.of(9, 8, 7)).apply(model, 1)) {
            float[] expected = logits(model, 9, 8, 7, 3, 4, 5);

            assertThat(logits(tuned, 3, 4, 5))
                    .usingComparatorWithPrecision(1e-4f)
                    .containsExactly(expected);
        }
    }

    @Test
    void biasesOfAdaptedProjectionsOnly() {
        LoraConfig config = LORA.targets(TargetModules.of("q_proj")).bias(LoraConfig.Bias.LORA_ONLY);
        try (TunedModel tuned = config.apply(model, 1)) {
            assertThat(tuned.trainable().keySet().stream().filter(name -> name.endsWith(".bias")))
                    .hasSize(3)
                    .allMatch(name -> name.endsWith("q_proj.bias"));
        }
    }

    @ParameterizedTest
    @MethodSource("loras")
    void trainsOverAModelThatIsKeptAsItsFileHoldsIt(LoraConfig config) {
        float[] base;
        float[] trained;
        try (TunedModel tuned = config.apply(model, 7)) {
            base = logits(tuned);
            shake(tuned);
            trained = logits(tuned);
        }
        try (CausalLm stored = CausalLm.loadQuantized(ENGINE, CONFIG, FormulaWeights.of(CONFIG));
                LoraModel tuned = (LoraModel) config.apply(stored, 7)) {
            assertThat(logits(tuned)).isEqualTo(base);
            shake(tuned);
            assertThat(logits(tuned)).isEqualTo(trained);
            assertThat(stored.quantized()).isTrue();
            assertThat(stored.parameters())
                    .containsKey("lm_head.weight")
                    .doesNotContainKey("model.layers.0.self_attn.q_proj.weight");
            if (config.targetModules().isAllLinear()) {
                assertThatThrownBy(tuned::merge)
                        .isInstanceOf(ModelException.class)
                        .hasMessageContaining("plain numbers");
            }
            assertThatThrownBy(() -> stored.save(folder)).isInstanceOf(ModelException.class);
            assertThatThrownBy(() -> new FullTuning().apply(stored, 1)).isInstanceOf(ModelException.class);
        }
    }

    @Test
    void writesTheSameTextsFromAFile() {
        try (CausalLm stored = CausalLm.loadQuantized(ENGINE, CONFIG, FormulaWeights.of(CONFIG))) {
            assertThat(next(stored)).isEqualTo(next(model));
        }
    }

    private static float[] next(Prompted prompted) {
        TextReader reader = TextReader.of(prompted, 1);
        reader.start(TEXT);
        return reader.next(9);
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> LORA.modulesToSave("nothing").apply(model, 1))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("No module 'nothing'")
                .hasMessageContaining("embed_tokens");
        assertThatThrownBy(() -> new PrefixTuningConfig(2, List.of(999)).apply(model, 1))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("999");
        assertThatThrownBy(() -> PrefixTuningConfig.of(0)).isInstanceOf(IllegalArgumentException.class);
        ModelConfig other = ModelConfig.llama(258, 64, 3, 4, 64);
        for (TuningMethod method : List.of(LORA, PromptTuningConfig.of(2), PrefixTuningConfig.of(2), new Ia3Config())) {
            try (TunedModel tuned = method.apply(model, 1);
                    CausalLm larger = CausalLm.random(ENGINE, other, 1)) {
                tuned.save(folder, "tiny");
                assertThatThrownBy(() -> PeftModel.load(larger, folder))
                        .isInstanceOf(ModelException.class)
                        .hasMessageContaining(folder.toString());
            }
        }
    }

    /** As training would: each number that is trained moves. */
    private static void shake(TunedModel tuned) {
        Random chance = new Random(5);
        try (Scope ignored = ENGINE.quiet()) {
            for (Tensor tensor : tuned.trainable().values()) {
                float[] moves = new float[(int) tensor.count()];
                for (int i = 0; i < moves.length; i++) {
                    moves[i] = (float) (0.1 * chance.nextGaussian());
                }
                tensor.addAssign(ENGINE.tensor(moves, tensor.shape()));
            }
        }
    }

    private static float[] logits(Prompted prompted) {
        return logits(prompted, TEXT);
    }

    /** Of the last position. */
    private static float[] logits(Prompted prompted, int... ids) {
        try (Scope ignored = ENGINE.quiet()) {
            AttentionMemory memory = prompted.memory(1);
            Tensor embedded = prompted.embed(Sequences.of(ids));
            int length = (int) embedded.size(1);
            Sequences places = Sequences.of(new int[length]).behind(memory.length());
            CausalLm model = prompted.model();
            return model.logits(model.hidden(embedded, places, memory).slice(1, length - 1, length))
                    .floats();
        }
    }
}
