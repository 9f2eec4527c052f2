package dev.lian4j.finetune.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.weights.peft.TargetModules;
import dev.lian4j.finetune.data.TokenExample;
import dev.lian4j.finetune.method.AdapterConfig;
import dev.lian4j.finetune.method.FullTuning;
import dev.lian4j.finetune.method.Ia3Config;
import dev.lian4j.finetune.method.LoraConfig;
import dev.lian4j.finetune.method.PromptTuningConfig;
import dev.lian4j.finetune.method.TunedModel;
import dev.lian4j.finetune.method.TuningMethod;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.ModelConfig;
import dev.lian4j.finetune.tensor.TensorEngine;
import dev.lian4j.finetune.tensor.djl.DjlEngine;
import dev.lian4j.finetune.train.OptimizerKind;
import dev.lian4j.finetune.train.TrainerConfig;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingPlanTest {

    private static final ModelConfig TINY = ModelConfig.llama(32, 16, 2, 2, 64);
    /** The tutorial's example. */
    private static final ModelConfig LLAMA_7B = ModelConfig.llama7b();

    private static final Workload WORK = new Workload(200, 200 * 100, 256);

    static Stream<TuningMethod> methods() {
        return Stream.of(
                new FullTuning(),
                LoraConfig.defaults().rank(2, 4),
                LoraConfig.defaults().rank(2, 4).targets(TargetModules.allLinear()),
                PromptTuningConfig.of(5),
                AdapterConfig.houlsby(3),
                AdapterConfig.pfeiffer(3),
                new Ia3Config());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void whatIsTrainedIsKnownBeforeAsItIsAfterwards(TuningMethod method) {
        try (TensorEngine engine = DjlEngine.start(1);
                CausalLm model = CausalLm.random(engine, TINY, 1);
                TunedModel tuned = method.apply(model, 1)) {
            assertThat(method.trainable(TINY)).isEqualTo(tuned.trainableCount());
        }
    }

    @Test
    void theTutorialsArithmetic() {
        // d x d against d x r twice: one projection of LLaMA 7B, rank 8.
        TuningMethod query = LoraConfig.defaults().targets(TargetModules.of("q_proj"));
        TrainerConfig config = TrainerConfig.builder().build();
        TrainingPlan plan = TrainingPlan.of(LLAMA_7B, query, config, WORK);

        assertThat(plan.parameters()).isEqualTo(6_738_415_616L);
        assertThat(plan.trainable()).isEqualTo(32 * 2 * 4096 * 8);
        assertThat(plan.trainableShare()).isBetween(0.0003, 0.00032);
        assertThat(plan.memory().weights()).isEqualTo(4 * plan.parameters());
        assertThat(plan.memory().optimizer()).isEqualTo(8 * plan.trainable());
    }

    @Test
    void fullTrainingNeedsFourTimesTheWeightsAndMoreTime() {
        TrainerConfig config = TrainerConfig.builder().recompute(true).build();
        TrainingPlan full = TrainingPlan.of(LLAMA_7B, new FullTuning(), config, WORK);
        TrainingPlan lora = TrainingPlan.of(LLAMA_7B, LoraConfig.defaults(), config, WORK);

        assertThat(full.memory().gradients() + full.memory().optimizer())
                .isEqualTo(3 * full.memory().weights());
        assertThat(full.flops()).isGreaterThan(lora.flops() * 1.2);
        assertThat(full.seconds(1e12)).isGreaterThan(full.seconds(2e12));
        assertThat(TrainingPlan.of(
                                LLAMA_7B,
                                LoraConfig.defaults(),
                                TrainerConfig.builder().build(),
                                WORK)
                        .memory()
                        .activations())
                .isGreaterThan(lora.memory().activations());
    }

    @Test
    void stepsAndTokensAreThoseOfTheTrainer() {
        TrainerConfig epochs =
                TrainerConfig.builder().epochs(3).batchSize(8).accumulation(2).build();
        TrainingPlan plan = TrainingPlan.of(TINY, new FullTuning(), epochs, WORK);

        assertThat(plan.steps()).isEqualTo(3 * 13);
        assertThat(plan.tokens()).isEqualTo(39 * 16 * 100);
        assertThat(TrainingPlan.of(
                                TINY,
                                new FullTuning(),
                                TrainerConfig.builder().maxSteps(7).build(),
                                WORK)
                        .steps())
                .isEqualTo(7);
    }

    @Test
    void workIsThatOfTheExamples() {
        List<TokenExample> examples =
                List.of(new TokenExample(new int[] {1, 2, 3}, 1), new TokenExample(new int[] {1, 2, 3, 4, 5}, 2));

        assertThat(Workload.of(examples)).isEqualTo(new Workload(2, 8, 5));
        assertThatThrownBy(() -> new Workload(0, 0, 0)).hasMessageContaining("one example");
    }

    @Test
    void aTargetThatMatchesNothingIsToldBefore() {
        assertThatThrownBy(() -> LoraConfig.defaults()
                        .targets(TargetModules.of("query_key_value"))
                        .trainable(TINY))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("q_proj");
    }

    @Test
    void theMachinesSpeedIsMeasured() {
        try (TensorEngine engine = DjlEngine.start(1)) {
            assertThat(MachineSpeed.flopsPerSecond(engine)).isGreaterThan(1e7);
        }
    }

    @Test
    void packingMakesFewerAndFullerRows() {
        TrainerConfig apart = TrainerConfig.builder().build();
        TrainerConfig packed = TrainerConfig.builder().packTo(256).build();
        TrainingPlan plan = TrainingPlan.of(TINY, new FullTuning(), packed, WORK);
        assertThat(plan.steps()).isEqualTo(20);
        assertThat(TrainingPlan.of(TINY, new FullTuning(), apart, WORK).steps()).isEqualTo(50);
        assertThat(plan.tokens()).isCloseTo(200 * 100, within(300L));
    }

    @Test
    void gradientDescentKeepsHalfOfWhatAdamKeeps() {
        TrainerConfig sgd = TrainerConfig.builder().optimizer(OptimizerKind.SGD).build();
        TrainerConfig adam = TrainerConfig.builder().build();
        assertThat(2
                        * TrainingPlan.of(TINY, new FullTuning(), sgd, WORK)
                                .memory()
                                .optimizer())
                .isEqualTo(TrainingPlan.of(TINY, new FullTuning(), adam, WORK)
                        .memory()
                        .optimizer());
    }
}
