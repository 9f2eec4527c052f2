package dev.lian4j.examples.training.cli;

import dev.lian4j.core.weights.gguf.GgufBase;
import dev.lian4j.core.weights.gguf.GgufHeader;
import dev.lian4j.core.weights.gguf.GgufLora;
import dev.lian4j.core.weights.peft.LoraAdapterFile;
import dev.lian4j.core.weights.peft.PeftAdapter;
import dev.lian4j.examples.cli.CommonOptions;
import dev.lian4j.examples.cli.Console;
import dev.lian4j.finetune.pretrained.Pretrained;
import dev.lian4j.finetune.tensor.TensorEngine;
import dev.lian4j.finetune.tensor.djl.DjlEngine;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** An adapter, or a model, in another format. */
@Command(
        name = "export",
        description = "Write a LoRA adapter for PEFT or llama.cpp, or the model as a directory of Hugging Face's.",
        footer = {
            "",
            "Example: lian export --base smollm2-135m --adapter target/support --format gguf --out target/support.gguf"
        })
final class ExportCommand implements Callable<Integer> {

    /** The formats. */
    enum Format {
        /** The adapter for PEFT. */
        PEFT,
        /** The adapter for llama.cpp; without one, the model. */
        GGUF,
        /** The model without an adapter, for transformers. */
        HF
    }

    private final Console console;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Mixin
    BaseOptions base = new BaseOptions();

    @Option(
            names = "--adapter",
            paramLabel = "DIR",
            description = "A PEFT directory; without one, the model itself is written (GGUF or HF).")
    @Nullable
    Path adapter;

    @Option(names = "--format", required = true, description = "${COMPLETION-CANDIDATES}")
    Format format = Format.PEFT;

    @Option(names = "--out", required = true, paramLabel = "PATH", description = "A directory for PEFT, else a file.")
    Path out = Path.of("");

    @Option(names = "--type", description = "Of a model as GGUF: F32, F16 or BF16; ${DEFAULT-VALUE} by default.")
    String type = "F16";

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (adapter != null && format != Format.HF) {
            export(LoraAdapterFile.of(PeftAdapter.read(adapter)));
        } else if (format == Format.PEFT) {
            throw new IllegalArgumentException("--format PEFT needs --adapter");
        } else {
            exportModel();
        }
        if (common.json) {
            console.json(Map.of("exported", out.toString()));
        } else {
            console.out().println("Written to " + out);
        }
        return 0;
    }

    private void exportModel() {
        try (TensorEngine engine = DjlEngine.start();
                Pretrained model = base.open(engine, console)) {
            if (format == Format.GGUF) {
                model.saveGguf(out, type);
            } else {
                model.save(out);
            }
        }
    }

    private void export(LoraAdapterFile lora) {
        if (format == Format.GGUF) {
            GgufLora.write(out, GgufBase.of(GgufHeader.read(base.path(console))), lora);
        } else {
            lora.toPeft().write(out);
        }
    }
}
