package dev.lian4j.finetune.tensor.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lian4j.finetune.tensor.NumberType;
import dev.lian4j.finetune.tensor.Scope;
import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DjlEngineTest {

    private static final TensorEngine ENGINE = DjlEngine.start(1);
    private static final float[] SIX = {0.5f, -1, 2, 0.25f, 3, -0.75f};

    @AfterAll
    static void nothingIsLeft() {
        assertThat(ENGINE.kept()).isZero();
        ENGINE.close();
    }

    @Test
    void multipliesMatrices() {
        try (Scope scope = ENGINE.scope()) {
            Tensor product = ENGINE.tensor(SIX, 2, 3).matmul(ENGINE.tensor(SIX, 3, 2));

            assertThat(product.shape()).containsExactly(2, 2);
            assertThat(product.floats()).containsExactly(4.25f, -2.25f, 3.875f, 1.0625f);
            assertThat(scope.size()).isEqualTo(3);
        }
    }

    static Stream<Arguments> functions() {
        return Stream.<UnaryOperator<Tensor>>of(
                        x -> x.matmul(x.transpose(0, 1)),
                        x -> x.linear(x),
                        x -> x.linear(x, x.sum(1).reshape(2)),
                        x -> x.slice(0, 1, 2).linear(x),
                        x -> x.sum(0).reshape(1, 1, 3).linear(x, x.sum(1).reshape(2)),
                        x -> x.add(x.sum(0)).subtract(x.multiply(3)).add(1),
                        x -> x.divide(x.pow(2).add(1)),
                        x -> x.pow(2).add(0.1).pow(-0.5),
                        x -> x.multiply(x).pow(0.5),
                        Tensor::exp,
                        x -> x.exp().log().multiply(x),
                        Tensor::sigmoid,
                        Tensor::silu,
                        Tensor::tanh,
                        Tensor::gelu,
                        Tensor::relu,
                        Tensor::softplus,
                        x -> x.softmax(-1),
                        x -> x.logSoftmax(-1),
                        x -> x.mean(-1).multiply(x),
                        x -> x.max(-1),
                        x -> x.slice(1, 1, 3),
                        x -> x.reshape(2, 1, 3).expand(2, 4, 3),
                        x -> ENGINE.concat(List.of(x, x.multiply(2)), 0),
                        x -> x.rows(ENGINE.tensor(new long[] {1, 1, 0}, 3)),
                        x -> x.gather(1, ENGINE.tensor(new long[] {2, 0}, 2, 1)))
                .map(Arguments::of);
    }

    /** The gradient of a sum weighted by position, against differences; so no wrong one cancels out. */
    @ParameterizedTest
    @MethodSource("functions")
    void gradientsAreThoseOfDifferences(UnaryOperator<Tensor> function) {
        try (Scope ignored = ENGINE.recording()) {
            Tensor x = ENGINE.tensor(SIX, 2, 3).requireGradient(true);
            weighted(function.apply(x)).backward();
            float[] gradient = x.gradient().orElseThrow().floats();

            for (int i = 0; i < SIX.length; i++) {
                double slope = (at(function, i, 1e-2f) - at(function, i, -1e-2f)) / 2e-2;
                assertThat((double) gradient[i]).isCloseTo(slope, within(2e-3 * Math.max(1, Math.abs(slope))));
            }
        }
    }

    private static float at(UnaryOperator<Tensor> function, int place, float step) {
        try (Scope ignored = ENGINE.quiet()) {
            float[] moved = SIX.clone();
            moved[place] += step;
            return weighted(function.apply(ENGINE.tensor(moved, 2, 3))).item();
        }
    }

    private static Tensor weighted(Tensor result) {
        float[] weights = new float[(int) result.count()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1 + i * 0.3f;
        }
        return result.multiply(ENGINE.tensor(weights, result.shape())).sum();
    }

    @Test
    void recomputationGivesTheSameGradients() {
        try (Scope ignored = ENGINE.recording()) {
            Tensor weight = ENGINE.tensor(SIX, 2, 3).requireGradient(true);
            Tensor x = ENGINE.tensor(SIX, 2, 3).requireGradient(true);
            x.linear(weight).silu().sum().backward();
            float[] ofWeight = weight.gradient().orElseThrow().floats();
            float[] ofX = x.gradient().orElseThrow().floats();
            weight.zeroGradient();

            Tensor output;
            try (Scope quiet = ENGINE.quiet()) {
                output = quiet.keep(x.linear(weight));
            }
            assertThat(output.requiresGradient()).isFalse();
            Tensor leaf = output.detach().requireGradient(true);
            leaf.silu().sum().backward();
            Tensor again = x.detach().requireGradient(true);
            again.linear(weight).backward(leaf.gradient().orElseThrow());

            assertThat(weight.gradient().orElseThrow().floats()).containsExactly(ofWeight);
            assertThat(again.gradient().orElseThrow().floats()).containsExactly(ofX);
        }
    }

    @Test
    void gradientsAddUpUntilTheyAreSetToZeroEvenNaN() {
        try (Scope ignored = ENGINE.recording()) {
            Tensor x = ENGINE.tensor(new float[] {0}, 1).requireGradient(true);
            assertThat(x.gradient()).isEmpty();
            x.multiply(3).sum().backward();
            x.multiply(3).sum().backward();
            assertThat(x.gradient().orElseThrow().item()).isEqualTo(6);

            x.multiply(0).divide(x).sum().backward();
            assertThat(x.gradient().orElseThrow().item()).isNaN();
            x.zeroGradient();
            assertThat(x.gradient().orElseThrow().item()).isZero();
        }
    }

    @Test
    void nothingIsRecordedOutsideOfRecordingScopesOnAnyThread() throws Exception {
        ExecutorService worker = Executors.newSingleThreadExecutor();
        try (Scope outer = ENGINE.scope()) {
            Tensor x = ENGINE.tensor(SIX, 6).requireGradient(true);
            assertThat(x.multiply(2).requiresGradient()).isFalse();
            boolean elsewhere = CompletableFuture.supplyAsync(
                            () -> {
                                try (Scope ignored = ENGINE.scope()) {
                                    return x.multiply(2).requiresGradient();
                                }
                            },
                            worker)
                    .get();
            assertThat(elsewhere).isFalse();
            try (Scope recording = ENGINE.recording();
                    Scope inherits = ENGINE.scope()) {
                assertThat(x.multiply(2).requiresGradient()).isTrue();
                try (Scope quiet = ENGINE.quiet()) {
                    assertThat(x.multiply(2).requiresGradient()).isFalse();
                }
                assertThat(x.multiply(2).requiresGradient()).isTrue();
            }
            assertThat(x.multiply(2).requiresGradient()).isFalse();
        } finally {
            worker.shutdown();
        }
    }

    @Test
    void twoThreadsTrainAtOnce() {
        List<Float> slopes = Stream.of(2f, 3f)
                .map(factor -> CompletableFuture.supplyAsync(() -> {
                    try (Scope ignored = ENGINE.recording()) {
                        Tensor x = ENGINE.tensor(SIX, 6).requireGradient(true);
                        for (int i = 0; i < 200; i++) {
                            x.multiply(factor).sum().backward();
                        }
                        return x.gradient().orElseThrow().floats()[5];
                    }
                }))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(slopes).containsExactly(400f, 600f);
    }

    @Test
    void aScopeFreesWhatIsNotKept() {
        Tensor kept;
        Tensor lost;
        try (Scope outer = ENGINE.scope()) {
            try (Scope inner = ENGINE.scope()) {
                lost = ENGINE.tensor(SIX, 6);
                kept = inner.keep(lost.multiply(2));
            }
            assertThat(kept.floats()[0]).isEqualTo(1);
            assertThat(outer.size()).isEqualTo(1);
            assertThatThrownBy(lost::floats).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> outer.keep(lost))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("freed");
        }
        assertThatThrownBy(kept::floats).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theEngineKeepsUntilClosed() {
        Tensor parameter;
        try (Scope ignored = ENGINE.scope()) {
            parameter = ENGINE.keep(ENGINE.zeros(NumberType.FLOAT32, 3));
        }
        assertThat(parameter.floats()).containsExactly(0, 0, 0);
        assertThat(ENGINE.kept()).isEqualTo(1);
        parameter.close();
        assertThat(ENGINE.kept()).isZero();
    }

    @Test
    void computingNeedsAScope() {
        assertThatThrownBy(() -> ENGINE.zeros(NumberType.FLOAT32, 3))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("engine.scope()");
    }

    @Test
    void changesInPlace() {
        try (Scope ignored = ENGINE.scope()) {
            Tensor table = ENGINE.zeros(NumberType.FLOAT32, 2, 3);
            table.slice(0, 1, 2).assign(ENGINE.tensor(new float[] {1, Float.NaN, 3}, 1, 3));
            table.slice(1, 1, 2).assign(ENGINE.tensor(new float[] {5}, 1));
            table.addAssign(ENGINE.tensor(new float[] {1}, 1));
            table.multiplyAssign(2);

            assertThat(table.floats()).containsExactly(2, 12, 2, 4, 12, 8);
            Tensor number = ENGINE.tensor(new float[] {4}).multiply(1);
            number.assign(ENGINE.tensor(new float[] {7}));
            assertThat(number.item()).isEqualTo(7);
        }
    }

    @Test
    void writesInPlaceOnlyWhereTheNumbersLieInOrder() {
        try (Scope ignored = ENGINE.scope()) {
            Tensor table = ENGINE.empty(NumberType.FLOAT32, 2, 3);
            table.slice(0, 0, 1).write(buffer -> buffer.put(new float[] {1, 2, 3}));
            table.slice(0, 1, 2).write(buffer -> buffer.put(new float[] {4, 5, 6}));

            assertThat(table.floats()).containsExactly(1, 2, 3, 4, 5, 6);
            assertThat(table.transpose(0, 1).floats()).containsExactly(1, 4, 2, 5, 3, 6);
            Tensor turned = table.transpose(0, 1);
            assertThatThrownBy(() -> turned.write(buffer -> buffer.put(0)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void holdsHalvesAndBytes() {
        try (Scope ignored = ENGINE.scope()) {
            Tensor half = ENGINE.tensor(SIX, 6).to(NumberType.FLOAT16);
            assertThat(half.type()).isEqualTo(NumberType.FLOAT16);
            assertThat(half.floats()).containsExactly(SIX);
            Tensor bytes = ENGINE.empty(NumberType.UINT8, 3);
            bytes.writeBytes(buffer -> buffer.put(new byte[] {1, -1, 7}));
            assertThat(bytes.floats()).containsExactly(1, 255, 7);
            assertThat(ENGINE.tensor(new float[] {1, 9, 3}, 3).argmax(0).longs())
                    .containsExactly(1);
        }
    }

    @Test
    void dropoutRepeatsWithItsSeed() {
        try (Scope ignored = ENGINE.scope()) {
            Tensor ones = ENGINE.zeros(NumberType.FLOAT32, 100).add(1);
            ENGINE.seed(7);
            float[] first = ones.dropout(0.5).floats();
            float[] second = ones.dropout(0.5).floats();
            ENGINE.seed(7);

            assertThat(ones.dropout(0.5).floats()).containsExactly(first).isNotEqualTo(second);
            assertThat(first).contains(0).contains(2);
        }
    }

    @Test
    void saysWhatDoesNotFit() {
        try (Scope ignored = ENGINE.scope()) {
            Tensor two = ENGINE.zeros(NumberType.FLOAT32, 2, 3);

            assertThatThrownBy(() -> two.matmul(two))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("2x3");
            assertThatThrownBy(() -> two.slice(1, 2, 4))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("[2, 3]");
            assertThatThrownBy(() -> ENGINE.tensor(SIX, 4)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(two::backward).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void scopesCloseInnermostFirst() {
        Scope outer = ENGINE.scope();
        Scope inner = ENGINE.scope();
        assertThatThrownBy(outer::close).isInstanceOf(IllegalStateException.class);
        inner.close();
        inner.close();
        outer.close();
    }
}
