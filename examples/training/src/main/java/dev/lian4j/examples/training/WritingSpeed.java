package dev.lian4j.examples.training;

import dev.lian4j.core.Run;
import dev.lian4j.finetune.generate.Generated;
import dev.lian4j.finetune.generate.GenerationOptions;
import dev.lian4j.finetune.generate.Generator;
import dev.lian4j.finetune.pretrained.Pretrained;
import dev.lian4j.finetune.tensor.TensorEngine;
import dev.lian4j.finetune.tensor.djl.DjlEngine;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/** How fast a model writes, five times. Arguments: a GGUF file or a directory, threads, tokens. */
public final class WritingSpeed {

    private static final String PROMPT = "Once upon a time, in a small village by the sea,";

    private WritingSpeed() {}

    /** Writes and prints. */
    public static void main(String[] args) {
        int tokens = Integer.parseInt(args[2]);
        try (TensorEngine engine = DjlEngine.start(Integer.parseInt(args[1]));
                Pretrained model = Pretrained.open(engine, Path.of(args[0]))) {
            Generator generator = Generator.of(model.model(), model.tokenizer());
            int[] prompt = model.tokenizer().encodeWhole(PROMPT);
            for (int i = 0; i < 5; i++) {
                Taken first = Taken.by(generator, prompt, 1);
                Taken all = Taken.by(generator, prompt, tokens);
                double more = all.tokens() - first.tokens();
                System.out.printf(
                        "prompt %.0f ms; then %.1f tokens/s, %.1f ms of the processor a token on this thread%n",
                        first.seconds() * 1e3,
                        more / (all.seconds() - first.seconds()),
                        (all.processor() - first.processor()) / more * 1e3);
            }
        }
    }

    private record Taken(int tokens, double seconds, double processor) {
        static Taken by(Generator generator, int[] prompt, int tokens) {
            var thread = ManagementFactory.getThreadMXBean();
            long start = System.nanoTime();
            long startOfProcessor = thread.getCurrentThreadCpuTime();
            Generated text = generator.generate(
                    prompt, GenerationOptions.builder().maxTokens(tokens).build(), Run.root());
            return new Taken(
                    text.tokens().size(),
                    (System.nanoTime() - start) / 1e9,
                    (thread.getCurrentThreadCpuTime() - startOfProcessor) / 1e9);
        }
    }
}
