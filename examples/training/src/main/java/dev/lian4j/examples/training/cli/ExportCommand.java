package dev.lian4j.examples.training.cli;

import dev.lian4j.core.weights.gguf.GgufBase;
import dev.lian4j.core.weights.gguf.GgufHeader;
import dev.lian4j.core.weights.gguf.GgufLora;
import dev.lian4j.core.weights.peft.LoraAdapterFile;
import dev.lian4j.core.weights.peft.PeftAdapter;
import dev.lian4j.examples.cli.CommonOptions;
import dev.lian4j.examples.cli.Console;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** An adapter in another format. */
@Command(
        name = "export",
        description = "Write a LoRA adapter for PEFT, or for llama.cpp.",
        footer = {
            "",
            "Example: lian export --base smollm2-135m --adapter target/support --format gguf --out target/support.gguf"
        })
final class ExportCommand implements Callable<Integer> {

    /** The formats. */
    enum Format {
        PEFT,
        GGUF
    }

    private final Console console;

    @Mixin
    CommonOptions common = new CommonOptions();

    @Mixin
    BaseOptions base = new BaseOptions();

    @Option(names = "--adapter", required = true, paramLabel = "DIR", description = "A PEFT directory.")
    Path adapter = Path.of("");

    @Option(names = "--format", required = true, description = "${COMPLETION-CANDIDATES}")
    Format format = Format.PEFT;

    @Option(names = "--out", required = true, paramLabel = "PATH", description = "A directory for PEFT, else a file.")
    Path out = Path.of("");

    ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        LoraAdapterFile lora = LoraAdapterFile.of(PeftAdapter.read(adapter));
        if (format == Format.GGUF) {
            GgufLora.write(out, GgufBase.of(GgufHeader.read(base.path(console))), lora);
        } else {
            lora.toPeft().write(out);
        }
        if (common.json) {
            console.json(
                    Map.of("exported", out.toString(), "modules", lora.pairs().size()));
        } else {
            console.out().println("The adapter is " + out);
        }
        return 0;
    }
}
