package dev.lian4j.finetune.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.peft.TargetModules;
import dev.lian4j.core.weights.safetensors.SafetensorsWeights;
import dev.lian4j.finetune.data.Batch;
import dev.lian4j.finetune.data.TokenExample;
import dev.lian4j.finetune.method.AdapterConfig;
import dev.lian4j.finetune.method.FullTuning;
import dev.lian4j.finetune.method.Ia3Config;
import dev.lian4j.finetune.method.LoraConfig;
import dev.lian4j.finetune.method.LoraModel;
import dev.lian4j.finetune.method.PrefixTuningConfig;
import dev.lian4j.finetune.method.PromptTuningConfig;
import dev.lian4j.finetune.method.TunedModel;
import dev.lian4j.finetune.method.TuningMethod;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.ModelConfig;
import dev.lian4j.finetune.model.Sequences;
import dev.lian4j.finetune.tensor.Scope;
import dev.lian4j.finetune.tensor.Tensor;
import dev.lian4j.finetune.tensor.TensorEngine;
import dev.lian4j.finetune.tensor.djl.DjlEngine;
import dev.lian4j.finetune.train.TrainerListener.EvaluationEvent;
import dev.lian4j.finetune.train.TrainerListener.StepEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainerTest {

    private static final TensorEngine ENGINE = DjlEngine.start(1);
    private static final ModelConfig TINY = ModelConfig.llama(32, 16, 2, 2, 64);
    private static final LoraConfig LORA = LoraConfig.defaults().rank(4, 8).targets(TargetModules.allLinear());

    /** A model that has learnt that after n comes n + 2: methods that train little need one that knows something. */
    private static final Map<String, float[]> TRAINED = trained();

    private final CausalLm model = CausalLm.random(ENGINE, TINY, 1);

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

    private static Map<String, float[]> trained() {
        try (CausalLm fresh = CausalLm.random(ENGINE, TINY, 1);
                TunedModel tuned = new FullTuning().apply(fresh, 1)) {
            Trainer.of(tuned, quick().epochs(30).build()).fit(examples(2), List.of());
            return numbers(fresh.parameters());
        }
    }

    @BeforeEach
    void giveItWhatWasLearnt() {
        try (Scope ignored = ENGINE.quiet()) {
            model.parameters()
                    .forEach(
                            (name, parameter) -> parameter.assign(ENGINE.tensor(TRAINED.get(name), parameter.shape())));
        }
    }

    private static List<TokenExample> examples() {
        return examples(1);
    }

    /** After {@code n} comes {@code n + step} twice, then the end: something that can be learnt. */
    private static List<TokenExample> examples(int step) {
        return IntStream.range(2, 14)
                .mapToObj(n -> n % 3 == 0
                        ? new TokenExample(new int[] {n, n + step, n + step, 0}, 1)
                        : new TokenExample(new int[] {1, n, n + step, n + step, 0}, 2))
                .toList();
    }

    private static TrainerConfig.Builder quick() {
        return TrainerConfig.builder().learningRate(0.02).epochs(8).batchSize(4).warmup(0);
    }

    static Stream<TuningMethod> methods() {
        return Stream.of(
                new FullTuning(),
                LORA,
                LORA.rankStabilised().dropout(0.05),
                LORA.useDora(),
                LORA.useDora().dropout(0.05),
                LORA.modulesToSave("norm"),
                PrefixTuningConfig.of(4),
                PromptTuningConfig.of(4),
                AdapterConfig.houlsby(8),
                AdapterConfig.pfeiffer(8),
                new Ia3Config());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyMethodLearnsAndLeavesTheRestAlone(TuningMethod method) {
        Map<String, float[]> before = numbers(model.parameters());
        try (TunedModel tuned = method.apply(model, 7)) {
            TrainingResult result = Trainer.of(tuned, quick().build()).fit(examples(), examples());
            List<EvaluationEvent> evaluations = result.evaluations();
            assertThat(evaluations).hasSize(2);
            boolean little = method instanceof Ia3Config
                    || method instanceof PromptTuningConfig
                    || method instanceof PrefixTuningConfig;
            double gain = little ? 0.05 : 0.3;
            assertThat(evaluations.get(1).loss()).isLessThan(evaluations.get(0).loss() - gain);
            assertThat(result.steps()).hasSize(24);
            before.keySet().removeAll(tuned.trainable().keySet());
            before.forEach((name, numbers) ->
                    assertThat(model.parameters().get(name).floats()).as(name).isEqualTo(numbers));
        }
    }

    private static Map<String, float[]> numbers(Map<String, Tensor> tensors) {
        Map<String, float[]> numbers = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> numbers.put(name, tensor.floats()));
        return numbers;
    }

    private static float[] logits(CausalLm model) {
        try (Scope ignored = ENGINE.quiet()) {
            return model.forward(Sequences.of(3, 4, 5, 6)).floats();
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void computingLayersTwiceGivesTheSameGradients(TuningMethod method) {
        Batch batch = Batch.of(examples().subList(0, 5));
        try (TunedModel tuned = method.apply(model, 7)) {
            double once = new BatchLoss(tuned, false).backward(batch, 0.1, 5);
            Map<String, float[]> gradients = gradients(tuned);
            double twice = new BatchLoss(tuned, true).backward(batch, 0.1, 5);
            assertThat(twice).isCloseTo(once, within(1e-3));
            if (!(method instanceof LoraConfig lora && lora.dropout() > 0)) {
                gradients(tuned).forEach((name, values) -> close(values, gradients.get(name), name));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void examplesOfOneRowDoNotSeeEachOther(TuningMethod method) {
        List<TokenExample> three =
                List.of(examples().get(0), examples().get(1), examples().get(5));
        try (TunedModel tuned = method.apply(model, 7)) {
            if (tuned.virtualTokens() > 0 || (method instanceof LoraConfig lora && lora.dropout() > 0)) {
                return;
            }
            double apart = new BatchLoss(tuned, false).backward(Batch.of(three), 0.1, 5);
            Map<String, float[]> gradients = gradients(tuned);
            for (boolean recompute : new boolean[] {false, true}) {
                Batch packed = new Batch(List.of(three.subList(0, 2), three.subList(2, 3)));
                assertThat(new BatchLoss(tuned, recompute).backward(packed, 0.1, 5))
                        .isCloseTo(apart, within(1e-3));
                gradients(tuned).forEach((name, values) -> close(values, gradients.get(name), name));
            }
        }
    }

    @Test
    void learnsFromRowsOfSeveralExamplesInFewerSteps() {
        try (TunedModel tuned = LORA.apply(model, 7)) {
            TrainingResult result =
                    Trainer.of(tuned, quick().packTo(14).batchSize(2).build()).fit(examples(), examples());
            assertThat(result.steps()).hasSize(16);
            assertThat(result.evaluations().get(1).loss())
                    .isLessThan(result.evaluations().get(0).loss() - 0.3);
        }
        try (TunedModel tuned = PromptTuningConfig.of(2).apply(model, 7)) {
            Trainer trainer = Trainer.of(tuned, quick().packTo(14).build());
            assertThatThrownBy(() -> trainer.fit(examples(), List.of()))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("without packing");
        }
    }

    @Test
    void gradientDescentKeepsItsMomentum() {
        try (Tensor weights = ENGINE.keep(vector(1, 2)).requireGradient(true);
                Optimizer sgd = Optimizer.of(OptimizerKind.SGD, ENGINE, Map.of("w", weights), 0.5)) {
            float[][] expected = {{0.9f, 1.6f}, {0.71f, 0.84f}};
            for (int step = 1; step <= 2; step++) {
                try (Scope ignored = ENGINE.recording()) {
                    weights.multiply(ENGINE.tensor(new float[] {1, 4}, 2)).sum().backward();
                }
                sgd.step(step, 0.1, 1);
                close(weights.floats(), expected[step - 1], "step " + step);
            }
        }
    }

    private static Tensor vector(float... numbers) {
        try (Scope scope = ENGINE.quiet()) {
            return scope.keep(ENGINE.tensor(numbers, numbers.length));
        }
    }

    @Test
    void theGradientsOverAStoredModelAreTheSame() {
        Batch batch = Batch.of(examples().subList(0, 5));
        Map<String, float[]> gradients;
        model.save(folder);
        try (TunedModel tuned = LORA.apply(model, 7)) {
            new BatchLoss(tuned, false).backward(batch, 0.1, 5);
            gradients = gradients(tuned);
        }
        try (CausalLm stored = CausalLm.loadQuantized(ENGINE, TINY, SafetensorsWeights.open(folder));
                TunedModel tuned = LORA.apply(stored, 7)) {
            new BatchLoss(tuned, true).backward(batch, 0.1, 5);
            Map<String, float[]> again = gradients(tuned);
            again.forEach((name, values) -> close(values, gradients.get(name), name));
        }
    }

    @Test
    void gradientDescentLearns() {
        try (TunedModel tuned = LORA.apply(model, 7)) {
            TrainerConfig config =
                    quick().optimizer(OptimizerKind.SGD).learningRate(0.5).build();
            List<EvaluationEvent> evaluations =
                    Trainer.of(tuned, config).fit(examples(), examples()).evaluations();
            assertThat(evaluations.get(1).loss()).isLessThan(evaluations.get(0).loss() - 0.3);
        }
    }

    private static Map<String, float[]> gradients(TunedModel tuned) {
        Map<String, float[]> gradients = new LinkedHashMap<>();
        tuned.trainable().forEach((name, tensor) -> {
            try (Scope ignored = ENGINE.quiet()) {
                gradients.put(name, tensor.gradient().orElseThrow().floats());
                tensor.zeroGradient();
            }
        });
        return gradients;
    }

    private static void close(float[] actual, float[] expected, String name) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).as(name).isCloseTo(expected[i], within(1e-4f));
        }
    }

    @Test
    void whatIsAccumulatedIsOneLargeBatch() {
        List<TokenExample> unequal =
                List.of(new TokenExample(new int[] {3, 4, 5, 6, 7, 8, 9, 0}, 1), new TokenExample(new int[] {9, 8}, 1));
        float[][] after = new float[2][];
        for (int accumulation = 1; accumulation <= 2; accumulation++) {
            try (TunedModel tuned = LORA.apply(model, 7)) {
                TrainerConfig config = quick().maxSteps(3)
                        .batchSize(2 / accumulation)
                        .accumulation(accumulation)
                        .build();
                Trainer.of(tuned, config).fit(unequal, List.of());
                after[accumulation - 1] = logits(model);
            }
        }
        close(after[1], after[0], "logits");
    }

    @Test
    void goesOnFromACheckpointNumberForNumber() throws Exception {
        LoraConfig dropping = LORA.dropout(0.1);
        float[] uninterrupted;
        try (TunedModel tuned = dropping.apply(model, 7)) {
            Trainer.of(tuned, quick().build()).fit(examples(), List.of());
            uninterrupted = logits(model);
        }
        List<StepEvent> steps = new ArrayList<>();
        TrainerListener stopping = new TrainerListener() {
            @Override
            public void onStep(StepEvent event) {
                steps.add(event);
            }

            @Override
            public boolean stop() {
                return steps.size() == 10;
            }
        };
        try (TunedModel tuned = dropping.apply(model, 7)) {
            TrainingResult result = Trainer.of(tuned, quick().saveEvery(3).build())
                    .checkpoints(folder)
                    .listener(stopping)
                    .fit(examples(), List.of());
            assertThat(result.stopped()).isEqualTo(TrainingResult.Stopped.ASKED);
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("checkpoint-9.safetensors", "checkpoint-10.safetensors");
        }
        try (TunedModel tuned = dropping.apply(model, 99)) {
            TrainingResult result =
                    Trainer.of(tuned, quick().build()).checkpoints(folder).fit(examples(), List.of());
            assertThat(result.steps()).first().extracting(StepEvent::step).isEqualTo(11);
            assertThat(logits(model)).isEqualTo(uninterrupted);
        }
        try (TunedModel other = LORA.rank(2, 4).apply(model, 7)) {
            Trainer trainer = Trainer.of(other, quick().build()).checkpoints(folder);
            assertThatThrownBy(() -> trainer.fit(examples(), List.of()))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("of another model or method");
        }
    }

    @Test
    void anAdapterIsWrittenReadMergedAndTakenBack() {
        float[] base = logits(model);
        float[] tunedLogits;
        try (TunedModel tuned = LORA.apply(model, 7)) {
            assertThat(logits(model)).isEqualTo(base);
            Trainer.of(tuned, quick().build()).fit(examples(), List.of());
            tunedLogits = logits(model);
            tuned.save(folder, "tiny");
        }
        assertThat(logits(model)).isEqualTo(base);
        assertThat(tunedLogits).isNotEqualTo(base);
        try (LoraModel loaded = LoraModel.load(model, folder)) {
            assertThat(logits(model)).isEqualTo(tunedLogits);
            loaded.merge();
            close(logits(model), tunedLogits, "merged");
            loaded.unmerge();
            assertThat(logits(model)).isEqualTo(tunedLogits);
        }
        assertThat(logits(model)).isEqualTo(base);
    }

    @Test
    void stopsWhereItGetsNoBetter() {
        try (TunedModel tuned = LORA.apply(model, 7)) {
            TrainerConfig config =
                    quick().learningRate(1e-12).evaluateEvery(1).patience(2).build();
            TrainingResult result = Trainer.of(tuned, config).fit(examples(), examples());
            assertThat(result.stopped()).isEqualTo(TrainingResult.Stopped.NO_BETTER);
            assertThat(result.steps().size()).isLessThan(24);
        }
    }

    @Test
    void tellsThatItDiverged() {
        try (TunedModel tuned = new FullTuning().apply(model, 7)) {
            TrainerConfig config = quick().learningRate(1e30).epochs(50).build();
            assertThatThrownBy(() -> Trainer.of(tuned, config).fit(examples(), List.of()))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining("diverged at step")
                    .hasMessageContaining("smaller learning rate");
        }
    }

    @Test
    void refusesWhatDoesNotFitTheModel() {
        assertThatThrownBy(() -> LORA.rank(17, 16).apply(model, 1))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("rank r 17 is larger");
        assertThatThrownBy(() -> LORA.targets(TargetModules.of("nothing")).apply(model, 1))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("q_proj");
        assertThatThrownBy(() -> LORA.rank(0, 1)).isInstanceOf(IllegalArgumentException.class);
        try (TunedModel tuned = LORA.apply(model, 1)) {
            assertThatThrownBy(() -> Trainer.of(tuned, quick().build()).fit(List.of(), List.of()))
                    .isInstanceOf(ModelException.class);
        }
    }

    @Test
    void memoryStaysFlat() {
        try (TunedModel tuned = LORA.apply(model, 1)) {
            int before = ENGINE.kept();
            Trainer.of(tuned, quick().maxSteps(60).build()).fit(examples(), examples());
            assertThat(ENGINE.kept()).isEqualTo(before);
        }
    }

    @Test
    void theBestNumbersAreGivenBackWhereAskedForEvenAfterDivergence() {
        TrainerConfig wild = quick().learningRate(1e30)
                .epochs(3)
                .evaluateEvery(1)
                .keepBest(true)
                .build();
        try (TunedModel tuned = LORA.apply(model, 7)) {
            Trainer trainer = Trainer.of(tuned, wild);
            double before = trainer.evaluate(examples(2));

            TrainingResult result = trainer.fit(examples(2), examples(2));

            assertThat(result.stopped()).isEqualTo(TrainingResult.Stopped.DIVERGED);
            assertThat(trainer.evaluate(examples(2))).isCloseTo(before, within(1e-6));
        }
    }

    @Test
    void theEndIsTold() {
        List<TrainingResult> told = new ArrayList<>();
        try (TunedModel tuned = LORA.apply(model, 7)) {
            TrainingResult result = Trainer.of(tuned, quick().maxSteps(2).build())
                    .listener(new TrainerListener() {
                        @Override
                        public void onEnd(TrainingResult end) {
                            told.add(end);
                        }
                    })
                    .fit(examples(), List.of());

            assertThat(told).containsExactly(result);
        }
    }
}
