package dev.lian4j.examples.training.cli;

import dev.lian4j.examples.cli.CommonOptions;
import dev.lian4j.examples.cli.Console;
import dev.lian4j.finetune.method.LoraModel;
import dev.lian4j.finetune.pretrained.Pretrained;
import dev.lian4j.finetune.tensor.TensorEngine;
import dev.lian4j.finetune.tensor.djl.DjlEngine;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** An adapter becomes part of its model. */
@Command(
        name = "merge",
        description = "Put a LoRA adapter into its model: a directory of Hugging Face's, or a .gguf file.",
        footer = {"", "Example: lian merge --base smollm2-135m --adapter target/support --out target/merged.gguf"})
final class MergeCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Mixin
    BaseOptions base = new BaseOptions();

    @Option(names = "--adapter", required = true, paramLabel = "DIR", description = "A PEFT directory.")
    Path adapter = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "PATH", description = "A directory, or a file .gguf.")
    Path out = Path.of("");

    @Option(names = "--type", description = "Of a GGUF file: F32, F16 or BF16; ${DEFAULT-VALUE} by default.")
    String type = "F16";

    MergeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try (TensorEngine engine = DjlEngine.start();
                Pretrained model = base.open(engine, console);
                LoraModel lora = LoraModel.load(model.model(), adapter)) {
            lora.merge();
            if (out.toString().endsWith(".gguf")) {
                model.saveGguf(out, type);
            } else {
                model.save(out);
            }
        }
        if (common.json) {
            console.json(Map.of("merged", out.toString()));
        } else {
            console.out().println("The merged model is " + out);
        }
        return 0;
    }
}
