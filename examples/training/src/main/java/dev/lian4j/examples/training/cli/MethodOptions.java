package dev.lian4j.examples.training.cli;

import dev.lian4j.core.weights.peft.TargetModules;
import dev.lian4j.finetune.method.AdapterConfig;
import dev.lian4j.finetune.method.FullTuning;
import dev.lian4j.finetune.method.Ia3Config;
import dev.lian4j.finetune.method.LoraConfig;
import dev.lian4j.finetune.method.PrefixTuningConfig;
import dev.lian4j.finetune.method.PromptTuningConfig;
import dev.lian4j.finetune.method.TuningMethod;
import java.util.List;
import picocli.CommandLine.Option;

/** How to train. */
final class MethodOptions {

    /** The ways, and the learning rates that suit them. */
    enum Kind {
        LORA(1e-3),
        DORA(1e-3),
        FULL(2e-5),
        PROMPT(1e-2),
        PREFIX(1e-2),
        ADAPTER(1e-3),
        IA3(5e-3);

        private final double rate;

        Kind(double rate) {
            this.rate = rate;
        }
    }

    @Option(names = "--method", description = "${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
    Kind method = Kind.LORA;

    @Option(names = "--rank", description = "LoRA's r; ${DEFAULT-VALUE} by default.")
    int rank = 8;

    @Option(names = "--alpha", description = "LoRA's alpha; ${DEFAULT-VALUE} by default.")
    double alpha = 16;

    @Option(names = "--dropout", description = "LoRA's dropout; ${DEFAULT-VALUE} by default.")
    double dropout;

    @Option(
            names = "--targets",
            split = ",",
            paramLabel = "NAMES",
            description = "LoRA's projections, or all-linear; ${DEFAULT-VALUE} by default.")
    List<String> targets = List.of("q_proj", "v_proj");

    @Option(names = "--virtual-tokens", description = "Of prompt and prefix tuning; ${DEFAULT-VALUE} by default.")
    int virtualTokens = 16;

    @Option(names = "--adapter-size", description = "Of a bottleneck adapter; ${DEFAULT-VALUE} by default.")
    int adapterSize = 32;

    TuningMethod choose() {
        return switch (method) {
            case LORA -> lora();
            case DORA -> lora().useDora();
            case FULL -> new FullTuning();
            case PROMPT -> PromptTuningConfig.of(virtualTokens);
            case PREFIX -> PrefixTuningConfig.of(virtualTokens);
            case ADAPTER -> AdapterConfig.houlsby(adapterSize);
            case IA3 -> new Ia3Config();
        };
    }

    private LoraConfig lora() {
        return LoraConfig.defaults().rank(rank, alpha).dropout(dropout).targets(modules());
    }

    private TargetModules modules() {
        return targets.equals(List.of("all-linear"))
                ? TargetModules.allLinear()
                : TargetModules.of(targets.toArray(String[]::new));
    }

    /** The learning rate that suits the method. */
    double rate() {
        return method.rate;
    }
}
