package dev.lian4j.finetune.evaluate;

import dev.lian4j.core.Run;
import dev.lian4j.finetune.data.Example;
import dev.lian4j.finetune.data.ExampleEncoder;
import dev.lian4j.finetune.generate.GenerationOptions;
import dev.lian4j.finetune.generate.Generator;
import java.util.ArrayList;
import java.util.List;

/**
 * What a model writes after the contexts of examples, and how many of the texts are the targets exactly, but for white
 * space around them.
 *
 * @param samples one an example, in order
 */
public record ExactMatch(List<Sample> samples) {

    /** Copies the list. */
    public ExactMatch {
        samples = List.copyOf(samples);
    }

    /**
     * Writes after each context, the most likely token each time.
     *
     * @param encoder what stands around the contexts, as in training
     * @param maxTokens the most tokens of a text
     * @param run cancelling it ends the evaluation
     */
    public static ExactMatch of(
            Generator generator, ExampleEncoder encoder, List<Example> examples, int maxTokens, Run run) {
        GenerationOptions options =
                GenerationOptions.builder().maxTokens(maxTokens).build();
        List<Sample> samples = new ArrayList<>();
        for (Example example : examples) {
            int[] prompt = encoder.prompt(example);
            String written = generator.generate(prompt, options, run).text();
            samples.add(new Sample(example, written));
        }
        return new ExactMatch(samples);
    }

    /** The share of texts that are the targets, 0 to 1; 0 where there are none. */
    public double share() {
        return samples.stream()
                .mapToInt(sample -> sample.right() ? 1 : 0)
                .average()
                .orElse(0);
    }

    /**
     * One text.
     *
     * @param example what was wanted
     * @param written what came
     */
    public record Sample(Example example, String written) {

        /** Whether it is the target. */
        public boolean right() {
            return example.target().strip().equals(written.strip());
        }
    }
}
