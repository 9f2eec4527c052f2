package dev.lian4j.examples.training.cli;

import dev.lian4j.core.weights.gguf.GgufWeights;
import dev.lian4j.examples.cli.CommonOptions;
import dev.lian4j.examples.cli.Console;
import dev.lian4j.finetune.data.Example;
import dev.lian4j.finetune.data.ExampleEncoder;
import dev.lian4j.finetune.data.ExampleFile;
import dev.lian4j.finetune.model.ModelConfig;
import dev.lian4j.finetune.plan.MachineSpeed;
import dev.lian4j.finetune.plan.TrainingPlan;
import dev.lian4j.finetune.plan.Workload;
import dev.lian4j.finetune.tensor.TensorEngine;
import dev.lian4j.finetune.tensor.djl.DjlEngine;
import dev.lian4j.finetune.text.TextTokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a training would need. */
@Command(
        name = "plan",
        description = "Before training: parameters in all and trained, memory, tokens, time here.",
        footer = {"", "Example: lian plan --base llama-7b --method lora --rank 8"})
final class PlanCommand implements Callable<Integer> {

    /** The tutorial's worked example, which needs no file. */
    private static final String LLAMA_7B = "llama-7b";

    private final Console console;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Mixin
    BaseOptions base = new BaseOptions();

    @Mixin
    MethodOptions methods = new MethodOptions();

    @Mixin
    TrainingOptions options = new TrainingOptions();

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Examples; 200 of half of --max-length tokens by default.")
    @Nullable
    Path data;

    PlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        ModelConfig config = config();
        TrainingPlan plan = TrainingPlan.of(config, methods.choose(), options.config(methods.rate()), work());
        try (TensorEngine engine = DjlEngine.start()) {
            PlanText text = new PlanText(plan, MachineSpeed.flopsPerSecond(engine));
            if (common.json) {
                console.json(text.map());
            } else {
                console.out().print(text.table());
                lora(config);
            }
        }
        return 0;
    }

    /** The tutorial's arithmetic: d times d against d times r, twice. */
    private void lora(ModelConfig config) {
        if (methods.method == MethodOptions.Kind.LORA || methods.method == MethodOptions.Kind.DORA) {
            long hidden = config.hiddenSize();
            console.out()
                    .printf(
                            "%nA matrix of %d x %d has %,d numbers; A (%d x %d) and B (%d x %d) have %,d together.%n",
                            hidden,
                            hidden,
                            hidden * hidden,
                            methods.rank,
                            hidden,
                            hidden,
                            methods.rank,
                            2 * hidden * methods.rank);
        }
    }

    private ModelConfig config() {
        if (base.base.equals(LLAMA_7B)) {
            return ModelConfig.llama7b();
        }
        Path path = base.path(console);
        if (Files.isDirectory(path)) {
            return ModelConfig.read(path);
        }
        try (GgufWeights weights = GgufWeights.open(path)) {
            return ModelConfig.ofGguf(weights);
        }
    }

    private Workload work() {
        if (data == null) {
            int examples = 200;
            return new Workload(examples, (long) examples * options.maxLength / 2, options.maxLength);
        }
        List<Example> examples = ExampleFile.read(data);
        if (base.base.equals(LLAMA_7B)) {
            return guessed(examples);
        }
        try (TextTokenizer tokenizer = tokenizer()) {
            ExampleEncoder encoder = ExampleEncoder.plain(tokenizer, 0, options.maxLength);
            return Workload.of(encoder.encode(examples).examples());
        }
    }

    private TextTokenizer tokenizer() {
        Path path = base.path(console);
        if (Files.isDirectory(path)) {
            return TextTokenizer.read(path);
        }
        try (GgufWeights weights = GgufWeights.open(path)) {
            return TextTokenizer.ofGguf(weights.header());
        }
    }

    /** Without a tokenizer: a token has three bytes or so. */
    private Workload guessed(List<Example> examples) {
        console.note("No tokenizer of " + LLAMA_7B + " is here; a token is taken for three characters");
        long tokens = 0;
        int longest = 1;
        for (Example example : examples) {
            int length = Math.min(
                    options.maxLength,
                    1 + (example.context().length() + example.target().length()) / 3);
            tokens += length;
            longest = Math.max(longest, length);
        }
        return new Workload(examples.size(), tokens, longest);
    }
}
