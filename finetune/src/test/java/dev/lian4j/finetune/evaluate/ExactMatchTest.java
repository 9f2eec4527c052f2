package dev.lian4j.finetune.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lian4j.core.Run;
import dev.lian4j.finetune.data.Example;
import dev.lian4j.finetune.data.ExampleEncoder;
import dev.lian4j.finetune.data.TokenExample;
import dev.lian4j.finetune.generate.Generator;
import dev.lian4j.finetune.method.FullTuning;
import dev.lian4j.finetune.method.TunedModel;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.ModelConfig;
import dev.lian4j.finetune.tensor.TensorEngine;
import dev.lian4j.finetune.tensor.djl.DjlEngine;
import dev.lian4j.finetune.text.BpeTrainer;
import dev.lian4j.finetune.text.TextTokenizer;
import dev.lian4j.finetune.train.Trainer;
import dev.lian4j.finetune.train.TrainerConfig;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExactMatchTest {

    private static final List<Example> LEARNT = List.of(new Example("猫", "cat"), new Example("狗", "dog"));

    @Test
    void countsTheTextsThatAreTheTargetsOfAModelThatLearntThem() {
        try (TensorEngine engine = DjlEngine.start(1);
                TextTokenizer tokenizer = BpeTrainer.of(270).train(Stream.of("猫 cat 狗 dog cat dog"));
                CausalLm model =
                        CausalLm.random(engine, ModelConfig.llama(tokenizer.vocabularySize(), 32, 2, 2, 32), 3)) {
            ExampleEncoder encoder =
                    ExampleEncoder.plain(tokenizer, tokenizer.specialTokens().end(), 32);
            List<TokenExample> examples = encoder.encode(LEARNT).examples();
            try (TunedModel tuned = new FullTuning().apply(model, 1)) {
                TrainerConfig config = TrainerConfig.builder()
                        .learningRate(0.01)
                        .maxSteps(60)
                        .batchSize(2)
                        .build();
                Trainer.of(tuned, config).fit(examples, List.of());
            }
            Generator generator = Generator.of(model, tokenizer);

            ExactMatch all = ExactMatch.of(generator, encoder, LEARNT, 8, Run.root());
            ExactMatch half =
                    ExactMatch.of(generator, encoder, List.of(LEARNT.get(0), new Example("狗", "wolf")), 8, Run.root());

            assertThat(all.share()).isEqualTo(1);
            assertThat(half.share()).isEqualTo(0.5);
            assertThat(half.samples().get(1).written()).isEqualTo("dog");
        }
        assertThat(new ExactMatch(List.of()).share()).isZero();
    }
}
