package dev.lian4j.core.weights.peft;

import dev.lian4j.core.error.ModelException;
import java.nio.file.Path;
import java.util.List;

/** Makes records of {@code adapter_config.json}; keys that are not known are passed over, as PEFT adds some each release. */
final class ConfigReader {

    private static final List<String> INITIALISATIONS = List.of("true", "false", "gaussian", "eva", "orthogonal");

    private ConfigReader() {}

    static PeftConfig read(Path file) {
        ConfigNode node = ConfigNode.read(file);
        try {
            return switch (node.text("peft_type", "")) {
                case "LORA" -> lora(node);
                case "PROMPT_TUNING" -> promptTuning(node);
                case "PREFIX_TUNING" -> prefixTuning(node);
                case "IA3" -> ia3(node);
                default -> throw node.fail("peft_type", "LORA, PROMPT_TUNING, PREFIX_TUNING or IA3");
            };
        } catch (IllegalArgumentException e) {
            throw new ModelException(file + ": " + e.getMessage(), ModelException.Details.NONE, e);
        }
    }

    private static String baseModel(ConfigNode node) {
        return node.text("base_model_name_or_path", "");
    }

    private static String taskType(ConfigNode node) {
        return node.text("task_type", "");
    }

    private static LoraFile lora(ConfigNode node) {
        node.refuse("alora_invocation_tokens", "lora_bias", "layer_replication", "target_parameters", "fan_in_fan_out");
        node.refuse("trainable_token_indices", "use_qalora", "use_bdlora", "kasa_config", "monteclora_config");
        node.refuse("arrow_config");
        return LoraFile.builder()
                .baseModel(baseModel(node))
                .taskType(taskType(node))
                .r(node.whole("r"))
                .alpha(node.number("lora_alpha", 8))
                .dropout(node.number("lora_dropout", 0))
                .targetModules(node.modules("target_modules"))
                .bias(node.text("bias", "none"))
                .rsLora(node.flag("use_rslora"))
                .dora(node.flag("use_dora"))
                .init(initialisation(node))
                .modulesToSave(node.texts("modules_to_save"))
                .rankPattern(node.wholesByName("rank_pattern"))
                .alphaPattern(node.numbersByName("alpha_pattern"))
                .layersToTransform(node.wholes("layers_to_transform"))
                .build();
    }

    /** Those that change the base model's weights too are refused. */
    private static String initialisation(ConfigNode node) {
        String init = node.json().path("init_lora_weights").asText("true");
        if (init.equals("null")) {
            return "true";
        }
        if (!INITIALISATIONS.contains(init)) {
            throw node.fail(
                    "init_lora_weights",
                    "one of " + INITIALISATIONS + "; others change the model itself: convert the adapter with PEFT");
        }
        return init;
    }

    private static PromptTuningFile promptTuning(ConfigNode node) {
        return new PromptTuningFile(
                baseModel(node),
                taskType(node),
                node.whole("num_virtual_tokens"),
                node.whole("token_dim"),
                node.whole("num_layers"),
                node.whole("num_attention_heads"),
                node.text("prompt_tuning_init_text", ""));
    }

    private static PrefixTuningFile prefixTuning(ConfigNode node) {
        return new PrefixTuningFile(
                baseModel(node),
                taskType(node),
                node.whole("num_virtual_tokens"),
                node.whole("token_dim"),
                node.whole("num_layers"),
                node.whole("num_attention_heads"));
    }

    private static Ia3File ia3(ConfigNode node) {
        node.refuse("fan_in_fan_out");
        return new Ia3File(
                baseModel(node),
                taskType(node),
                node.modules("target_modules"),
                node.modules("feedforward_modules"),
                node.texts("modules_to_save"));
    }
}
