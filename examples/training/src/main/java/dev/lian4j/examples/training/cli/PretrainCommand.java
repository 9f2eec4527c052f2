package dev.lian4j.examples.training.cli;

import dev.lian4j.core.error.LianException;
import dev.lian4j.examples.cli.CommonOptions;
import dev.lian4j.examples.cli.Console;
import dev.lian4j.finetune.data.TokenExample;
import dev.lian4j.finetune.generate.GenerationOptions;
import dev.lian4j.finetune.generate.Generator;
import dev.lian4j.finetune.method.FullTuning;
import dev.lian4j.finetune.method.TunedModel;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.ModelConfig;
import dev.lian4j.finetune.pretrained.Pretrained;
import dev.lian4j.finetune.tensor.TensorEngine;
import dev.lian4j.finetune.tensor.djl.DjlEngine;
import dev.lian4j.finetune.text.BpeTrainer;
import dev.lian4j.finetune.text.TextTokenizer;
import dev.lian4j.finetune.train.TrainerConfig;
import dev.lian4j.finetune.train.TrainerListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A model from nothing but a text. */
@Command(
        name = "pretrain",
        description =
                "From scratch: learn a tokenizer from a text, then a small model; samples are printed on the way.",
        footer = {"", "Example: lian pretrain --data poems.txt --steps 300 --out target/poet"})
final class PretrainCommand implements Callable<Integer> {

    private static final double RATE = 3e-3;
    /** The end of the text is kept apart: one part of so many. */
    private static final int ONE_OF = 20;

    private static final int MOST_BLOCKS_APART = 40;

    private final Console console;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Mixin
    TrainingOptions options = new TrainingOptions();

    @Mixin
    TrainingRun run = new TrainingRun();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A config.json; by default a Llama with 4 layers, 128 wide, 4 heads, 2,048 tokens.")
    @Nullable
    Path config;

    @Option(
            names = "--data",
            required = true,
            paramLabel = "TEXT",
            description = "A text file in UTF-8; a blank line ends a text.")
    Path data = Path.of("");

    PretrainCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ModelConfig wanted = config == null ? ModelConfig.llama(2048, 128, 4, 4, 512) : ModelConfig.read(config);
        String text = text();
        TrainerConfig training = options.config(RATE);
        try (TensorEngine engine = DjlEngine.start();
                TextTokenizer tokenizer = tokenizer(wanted, text);
                CausalLm model = CausalLm.random(engine, wanted, options.seed);
                TunedModel tuned = new FullTuning().apply(model, options.seed)) {
            List<TokenExample> blocks =
                    TokenExample.blocks(tokens(tokenizer, text), Math.min(options.maxLength, wanted.contextLength()));
            int apart = Math.min(MOST_BLOCKS_APART, blocks.size() / ONE_OF);
            console.note(String.format("%,d numbers, %,d blocks of text", wanted.parameters(), blocks.size()));
            List<TrainerListener> samples = List.of(new Samples(Generator.of(model, tokenizer), opening(text)));
            List<TokenExample> train = blocks.subList(0, blocks.size() - apart);
            List<TokenExample> evaluation = blocks.subList(blocks.size() - apart, blocks.size());
            if (run.fit(console, common.json, tuned, training, train, evaluation, samples)) {
                new Pretrained(run.out, model, tokenizer, Optional.empty()).save(run.out);
                console.note("The model is in " + run.out + "; lian generate --base " + run.out + " PROMPT");
            }
        }
        return 0;
    }

    private String text() {
        try {
            return Files.readString(data);
        } catch (IOException e) {
            throw new LianException("The text " + data + " cannot be read as UTF-8: " + e.getMessage(), e);
        }
    }

    private TextTokenizer tokenizer(ModelConfig wanted, String text) {
        TextTokenizer tokenizer =
                BpeTrainer.of(wanted.vocabularySize()).train(text.lines().map(line -> line + "\n"));
        console.note(String.format("A tokenizer with %,d tokens", tokenizer.vocabularySize()));
        return tokenizer;
    }

    /** The texts of the file, between which blank lines stand, each with the token that ends a text. */
    private static int[] tokens(TextTokenizer tokenizer, String text) {
        int end = tokenizer.specialTokens().end();
        return Arrays.stream(text.strip().split("\\R(?:\\h*\\R)+", -1))
                .flatMapToInt(each -> IntStream.concat(Arrays.stream(tokenizer.encode(each)), IntStream.of(end)))
                .toArray();
    }

    /** How the text begins, for samples to go on from. */
    private static String opening(String text) {
        String line = text.lines().filter(each -> !each.isBlank()).findFirst().orElse("");
        return line.substring(0, line.offsetByCodePoints(0, Math.min(4, line.codePointCount(0, line.length()))));
    }

    /** What the model writes at each evaluation. */
    private final class Samples implements TrainerListener {
        private static final GenerationOptions OPTIONS = GenerationOptions.builder()
                .maxTokens(40)
                .temperature(0.8)
                .seed(1)
                .build();

        private final Generator generator;
        private final String opening;

        private Samples(Generator generator, String opening) {
            this.generator = generator;
            this.opening = opening;
        }

        @Override
        public void onEvaluation(EvaluationEvent event) {
            console.note("  " + opening + generator.generate(opening, OPTIONS).replace("\n", " / "));
        }
    }
}
