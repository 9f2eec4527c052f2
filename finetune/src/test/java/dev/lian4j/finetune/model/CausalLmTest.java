package dev.lian4j.finetune.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.finetune.tensor.NumberType;
import dev.lian4j.finetune.tensor.Scope;
import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import dev.lian4j.finetune.tensor.djl.DjlEngine;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class CausalLmTest {

    private static final TensorEngine ENGINE = DjlEngine.start(1);
    private static final ModelConfig CONFIG = ModelConfig.llama(50, 32, 2, 4, 64);
    private static final int[] TEXT = {3, 1, 4, 1, 5, 9, 2, 6};

    @AfterAll
    static void nothingIsLeft() {
        assertThat(ENGINE.kept()).isZero();
        ENGINE.close();
    }

    private static CausalLm model() {
        return CausalLm.load(ENGINE, CONFIG, FormulaWeights.of(CONFIG));
    }

    private static float[] logits(CausalLm model, Sequences sequences) {
        return model.forward(sequences).floats();
    }

    private static void assertClose(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(1e-4f));
        }
    }

    @Test
    void paddingChangesNothing() {
        try (CausalLm model = model();
                Scope ignored = ENGINE.scope()) {
            float[] alone = logits(model, Sequences.of(TEXT));
            Tensor both = model.forward(Sequences.padded(List.of(new int[] {7, 7, 7, 8, 8, 8, 9, 9, 9, 1}, TEXT), 0));

            assertClose(both.slice(0, 1, 2).slice(1, 0, TEXT.length).floats(), alone);
        }
    }

    @Test
    void packedTextsDoNotSeeEachOther() {
        try (CausalLm model = model();
                Scope ignored = ENGINE.scope()) {
            int[] other = {9, 8, 7};
            int[] ids = {9, 8, 7, 3, 1, 4, 1, 5, 9, 2, 6, 0};
            int[] positions = {0, 1, 2, 0, 1, 2, 3, 4, 5, 6, 7, 0};
            int[] segments = {0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, Sequences.PADDING};
            Tensor packed =
                    model.forward(Sequences.of(new int[][] {ids}, new int[][] {positions}, new int[][] {segments}));

            assertClose(packed.slice(1, 0, 3).floats(), logits(model, Sequences.of(other)));
            assertClose(packed.slice(1, 3, 11).floats(), logits(model, Sequences.of(TEXT)));
        }
    }

    @Test
    void aWrappedProjectionAddsToTheModels() {
        try (CausalLm model = model();
                Scope ignored = ENGINE.scope()) {
            float[] before = logits(model, Sequences.of(TEXT));
            LinearSlot slot = model.linears().get("model.layers.1.self_attn.q_proj");
            assertThat(slot.in()).isEqualTo(32);
            slot.wrap(base -> x -> base.apply(x).multiply(3));

            assertThat(logits(model, Sequences.of(TEXT))).isNotEqualTo(before);
            slot.restore();
            assertThat(logits(model, Sequences.of(TEXT))).isEqualTo(before);
        }
    }

    @Test
    void onlyWhatRequiresAGradientGetsOne() {
        try (CausalLm model = model();
                Scope ignored = ENGINE.recording()) {
            Tensor a = ENGINE.zeros(NumberType.FLOAT32, 2, 32).add(0.01).requireGradient(true);
            Tensor b = ENGINE.zeros(NumberType.FLOAT32, 32, 2).add(0.02).requireGradient(true);
            model.linears()
                    .get("model.layers.0.self_attn.q_proj")
                    .wrap(base -> x -> base.apply(x).add(x.linear(a).linear(b)));
            model.forward(Sequences.of(TEXT))
                    .logSoftmax(-1)
                    .slice(2, 3, 4)
                    .sum()
                    .backward();

            assertThat(a.gradient()).isPresent();
            assertThat(b.gradient()).isPresent();
            assertThat(model.parameters().values())
                    .allSatisfy(parameter -> assertThat(parameter.gradient()).isEmpty());
        }
    }

    @Test
    void theSameSeedGivesTheSameModel() {
        try (CausalLm one = CausalLm.random(ENGINE, CONFIG, 7);
                CausalLm same = CausalLm.random(ENGINE, CONFIG, 7);
                CausalLm other = CausalLm.random(ENGINE, CONFIG, 8);
                Scope ignored = ENGINE.scope()) {
            float[] expected = logits(one, Sequences.of(TEXT));

            assertThat(logits(same, Sequences.of(TEXT))).isEqualTo(expected);
            assertThat(logits(other, Sequences.of(TEXT))).isNotEqualTo(expected);
            assertThat(one.parameters().get("model.norm.weight").floats()).containsOnly(1);
        }
    }

    @Test
    void namesATensorThatIsMissing() {
        FormulaWeights weights = FormulaWeights.of(CONFIG);
        weights.remove("model.layers.1.mlp.up_proj.weight");

        assertThatThrownBy(() -> CausalLm.load(ENGINE, CONFIG, weights))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("'model.layers.1.mlp.up_proj.weight'");
    }

    @Test
    void namesATensorOfAnotherShape() {
        FormulaWeights weights = FormulaWeights.of(CONFIG);
        weights.put("model.norm.weight", List.of(31L));

        assertThatThrownBy(() -> CausalLm.load(ENGINE, CONFIG, weights))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("'model.norm.weight'")
                .hasMessageContaining("[31]")
                .hasMessageContaining("[32]");
    }

    @Test
    void namesATensorThatNoSuchModelHas() {
        FormulaWeights weights = FormulaWeights.of(CONFIG);
        weights.put("model.layers.0.self_attn.rotary_emb.inv_freq", List.of(4L));
        weights.put("model.layers.0.self_attn.q_proj.bias", List.of(32L));

        assertThatThrownBy(() -> CausalLm.load(ENGINE, CONFIG, weights))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("'model.layers.0.self_attn.q_proj.bias'");
        assertThat(ENGINE.kept()).isZero();
    }

    @Test
    void sequencesMustBeOfOneForm() {
        int[][] one = {{1, 2}};
        assertThatThrownBy(() -> Sequences.of(one, one, new int[][] {{1}}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(Sequences::of).isInstanceOf(IllegalArgumentException.class);
        assertThat(Arrays.stream(Sequences.of(TEXT).ids(0)).boxed()).hasSize(8);
    }
}
