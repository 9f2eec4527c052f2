package dev.lian4j.examples.training;

import dev.lian4j.finetune.data.TokenExample;
import dev.lian4j.finetune.method.LoraConfig;
import dev.lian4j.finetune.method.TunedModel;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.ModelConfig;
import dev.lian4j.finetune.tensor.TensorEngine;
import dev.lian4j.finetune.tensor.djl.DjlEngine;
import dev.lian4j.finetune.train.Trainer;
import dev.lian4j.finetune.train.TrainerConfig;
import dev.lian4j.finetune.train.TrainerListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Speed and memory of LoRA, to compare with {@code benchmarks/peft_speed.py}: SmolLM2-135M's shape with weights by chance,
 * batches of the same length, so many tokens of them in the loss, float32. Arguments: steps, threads, recompute (true or
 * false), batch, length; Linux only.
 */
public final class TrainingSpeed {

    private static final ModelConfig SMOLLM2 = ModelConfig.ofJson("""
            {"model_type": "llama", "vocab_size": 49152, "hidden_size": 576, "intermediate_size": 1536,
             "num_hidden_layers": 30, "num_attention_heads": 9, "num_key_value_heads": 3, "rms_norm_eps": 1e-5,
             "rope_theta": 100000, "max_position_embeddings": 8192, "tie_word_embeddings": true}""", "SmolLM2-135M");

    private TrainingSpeed() {}

    /** Trains and prints. */
    public static void main(String[] args) throws IOException {
        int steps = number(args, 0, 6);
        boolean recompute = args.length > 2 && Boolean.parseBoolean(args[2]);
        int batch = number(args, 3, 4);
        int length = number(args, 4, 128);
        TrainerConfig config = TrainerConfig.builder()
                .maxSteps(steps)
                .batchSize(batch)
                .recompute(recompute)
                .build();
        try (TensorEngine engine = DjlEngine.start(number(args, 1, 2));
                CausalLm model = CausalLm.random(engine, SMOLLM2, 1);
                TunedModel tuned = LoraConfig.defaults().apply(model, 1)) {
            double[] rates = Trainer.of(tuned, config)
                    .listener(new Telling())
                    .fit(examples(steps * batch, length), List.of())
                    .steps()
                    .stream()
                    .skip(1)
                    .mapToDouble(step -> step.tokens() / step.seconds())
                    .sorted()
                    .toArray();
            System.out.printf(
                    "lian4j recompute=%b %dx%d %d threads: median %.0f best %.0f tokens/s, cpu %d s, peak %s%n",
                    recompute,
                    batch,
                    length,
                    number(args, 1, 2),
                    rates[rates.length / 2],
                    rates[rates.length - 1],
                    ProcessHandle.current()
                            .info()
                            .totalCpuDuration()
                            .orElseThrow()
                            .toSeconds(),
                    peak());
        }
    }

    private static int number(String[] args, int index, int otherwise) {
        return args.length > index ? Integer.parseInt(args[index]) : otherwise;
    }

    private static List<TokenExample> examples(int count, int length) {
        Random chance = new Random(1);
        return IntStream.range(0, count)
                .mapToObj(i -> new TokenExample(chance.ints(length, 3, 49_000).toArray(), length * 40 / 128))
                .toList();
    }

    /** The most memory that the process had, as Linux tells it. */
    private static String peak() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM")).findFirst().orElse("VmHWM: unknown");
        }
    }

    /** Tells of each step. */
    private static final class Telling implements TrainerListener {
        @Override
        public void onStep(StepEvent step) {
            System.err.printf(
                    "step %d loss %.4f %.0f tokens/s%n", step.step(), step.loss(), step.tokens() / step.seconds());
        }
    }
}
