package dev.lian4j.examples.training.cli;

import dev.lian4j.core.Run;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.model.TokenLogprob;
import dev.lian4j.examples.cli.CommonOptions;
import dev.lian4j.examples.cli.Console;
import dev.lian4j.finetune.generate.Generated;
import dev.lian4j.finetune.generate.GenerationOptions;
import dev.lian4j.finetune.generate.Generator;
import dev.lian4j.finetune.method.PeftModel;
import dev.lian4j.finetune.method.TunedModel;
import dev.lian4j.finetune.model.Prompted;
import dev.lian4j.finetune.pretrained.Pretrained;
import dev.lian4j.finetune.tensor.TensorEngine;
import dev.lian4j.finetune.tensor.djl.DjlEngine;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a model writes, with an adapter or without. */
@Command(
        name = "generate",
        description = "Write a text with a model, with an adapter or without.",
        footer = {"", "Example: lian generate --base smollm2-135m --adapter target/support \"My tap drips\""})
final class GenerateCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Mixin
    BaseOptions base = new BaseOptions();

    @Option(names = "--adapter", paramLabel = "DIR", description = "An adapter's directory, as finetune writes it.")
    @Nullable
    Path adapter;

    @Option(names = "--max-tokens", description = "${DEFAULT-VALUE} by default.")
    int maxTokens = 64;

    @Option(
            names = "--temperature",
            description = "0 for the most likely token each time; ${DEFAULT-VALUE} by default.")
    double temperature;

    @Option(names = "--seed", description = "${DEFAULT-VALUE} by default.")
    long seed = 42;

    @Option(names = "--logprobs", description = "With --json: the tokens and how likely each was.")
    boolean logprobs;

    @Parameters(paramLabel = "PROMPT")
    String prompt = "";

    GenerateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (TensorEngine engine = DjlEngine.start();
                Pretrained model = base.open(engine, console)) {
            if (adapter == null) {
                print(model, model.model());
            } else {
                try (TunedModel tuned = PeftModel.load(model.model(), adapter)) {
                    print(model, tuned);
                }
            }
        }
        return 0;
    }

    private void print(Pretrained model, Prompted prompted) {
        int[] tokens = base.template(model)
                .map(template -> model.tokenizer().encode(template.prompt(List.of(Message.user(prompt)))))
                .orElseGet(() -> model.tokenizer().encodeWhole(prompt));
        GenerationOptions.Builder options = GenerationOptions.builder()
                .maxTokens(maxTokens)
                .temperature(temperature)
                .seed(seed);
        if (logprobs) {
            options.topLogprobs(0);
        }
        long start = System.nanoTime();
        Generated generated = Generator.of(prompted, model.tokenizer()).generate(tokens, options.build(), Run.root());
        double seconds = (System.nanoTime() - start) / 1e9;
        if (common.json) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("text", generated.text());
            line.put("tokens", generated.tokens().size());
            line.put("tokens_per_s", generated.tokens().size() / seconds);
            if (logprobs) {
                line.put("token_ids", generated.tokens());
                line.put(
                        "logprobs",
                        generated.logprobs().stream().map(TokenLogprob::logprob).toList());
            }
            console.json(line);
        } else {
            console.out().println(generated.text());
        }
    }
}
