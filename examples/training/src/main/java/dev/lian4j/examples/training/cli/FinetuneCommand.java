package dev.lian4j.examples.training.cli;

import dev.lian4j.examples.cli.CommonOptions;
import dev.lian4j.examples.cli.Console;
import dev.lian4j.finetune.data.ExampleEncoder;
import dev.lian4j.finetune.method.TunedModel;
import dev.lian4j.finetune.method.TuningMethod;
import dev.lian4j.finetune.plan.MachineSpeed;
import dev.lian4j.finetune.plan.TrainingPlan;
import dev.lian4j.finetune.plan.Workload;
import dev.lian4j.finetune.pretrained.Pretrained;
import dev.lian4j.finetune.tensor.TensorEngine;
import dev.lian4j.finetune.tensor.djl.DjlEngine;
import dev.lian4j.finetune.train.TrainerConfig;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A model learns from examples. */
@Command(
        name = "finetune",
        description = "Train a model on pairs of a context and the target that should follow.",
        footer = {
            "",
            "Example: lian finetune --base smollm2-135m --data examples/data/support.jsonl --steps 60 --out target/support"
        })
final class FinetuneCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Mixin
    BaseOptions base = new BaseOptions();

    @Mixin
    TrainingData data = new TrainingData();

    @Mixin
    MethodOptions methods = new MethodOptions();

    @Mixin
    TrainingOptions options = new TrainingOptions();

    @Mixin
    TrainingRun run = new TrainingRun();

    FinetuneCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TuningMethod method = methods.choose();
        TrainerConfig config = options.config(methods.rate());
        TrainingData.Parts parts = data.read(options.seed);
        try (TensorEngine engine = DjlEngine.start();
                Pretrained model = base.open(engine, console)) {
            TrainingData.Tokens tokens = parts.encode(encoder(model), console);
            PlanText plan = new PlanText(
                    TrainingPlan.of(model.model().config(), method, config, Workload.of(tokens.train())),
                    MachineSpeed.flopsPerSecond(engine));
            plan.checkMemory();
            console.note(plan.line());
            try (TunedModel tuned = method.apply(model.model(), options.seed)) {
                if (run.fit(console, common.json, tuned, config, tokens.train(), tokens.evaluation(), List.of())) {
                    save(model, tuned);
                }
            }
        }
        return 0;
    }

    private ExampleEncoder encoder(Pretrained model) {
        return base.template(model)
                .map(template -> ExampleEncoder.chat(model.tokenizer(), template, options.maxLength))
                .orElseGet(() -> ExampleEncoder.plain(
                        model.tokenizer(), model.tokenizer().specialTokens().end(), options.maxLength));
    }

    private void save(Pretrained model, TunedModel tuned) {
        if (methods.method == MethodOptions.Kind.FULL) {
            model.save(run.out);
            console.note("The model is in " + run.out + "; lian generate --base " + run.out);
        } else {
            tuned.save(run.out, base.base);
            console.note(
                    "The adapter is in " + run.out + "; lian generate --base " + base.base + " --adapter " + run.out);
        }
    }
}
