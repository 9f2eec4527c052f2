package dev.lian4j.core.weights.peft;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.weights.io.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Writes {@code adapter_config.json}. */
final class ConfigWriter {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final ObjectNode json = MAPPER.createObjectNode();

    private ConfigWriter(String type, PeftConfig config) {
        json.put("peft_type", type);
        json.put("task_type", orNull(config.taskType()));
        json.put("base_model_name_or_path", orNull(config.baseModel()));
        json.put("inference_mode", true);
        json.putNull("auto_mapping");
        json.putNull("revision");
    }

    static void write(PeftConfig config, Path file) {
        byte[] bytes = text(config).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.bytes(bytes));
    }

    private static String text(PeftConfig config) {
        if (config instanceof LoraFile lora) {
            return new ConfigWriter("LORA", config).lora(lora).json.toPrettyString();
        } else if (config instanceof PromptTuningFile prompt) {
            return new ConfigWriter("PROMPT_TUNING", config)
                    .promptTuning(prompt)
                    .json
                    .toPrettyString();
        } else if (config instanceof PrefixTuningFile prefix) {
            return new ConfigWriter("PREFIX_TUNING", config)
                    .prefixTuning(prefix)
                    .json
                    .toPrettyString();
        } else {
            return new ConfigWriter("IA3", config).ia3((Ia3File) config).json.toPrettyString();
        }
    }

    private ConfigWriter lora(LoraFile lora) {
        json.put("r", lora.r());
        number(json, "lora_alpha", lora.alpha());
        json.put("lora_dropout", lora.dropout());
        modules("target_modules", lora.targetModules());
        json.put("bias", lora.bias());
        json.put("fan_in_fan_out", false);
        json.put("use_rslora", lora.rsLora());
        json.put("use_dora", lora.dora());
        initialisation(lora.init());
        listOrNull("modules_to_save", lora.modulesToSave());
        ObjectNode ranks = json.putObject("rank_pattern");
        lora.rankPattern().forEach(ranks::put);
        ObjectNode alphas = json.putObject("alpha_pattern");
        lora.alphaPattern().forEach((name, alpha) -> number(alphas, name, alpha));
        listOrNull("layers_to_transform", lora.layersToTransform());
        json.putNull("layers_pattern");
        return this;
    }

    private void initialisation(String init) {
        if (init.equals("true") || init.equals("false")) {
            json.put("init_lora_weights", Boolean.parseBoolean(init));
        } else {
            json.put("init_lora_weights", init);
        }
    }

    private ConfigWriter promptTuning(PromptTuningFile prompt) {
        prompt(prompt.virtualTokens(), prompt.tokenDim(), prompt.layers(), prompt.attentionHeads());
        // PEFT embeds the text anew unless it reads "RANDOM": the tensor replaces either, so no tokenizer is needed.
        json.put("prompt_tuning_init", "RANDOM");
        json.put("prompt_tuning_init_text", orNull(prompt.initText()));
        json.putNull("tokenizer_name_or_path");
        return this;
    }

    private ConfigWriter prefixTuning(PrefixTuningFile prefix) {
        prompt(prefix.virtualTokens(), prefix.tokenDim(), prefix.layers(), prefix.attentionHeads());
        json.put("encoder_hidden_size", prefix.tokenDim());
        json.put("prefix_projection", false);
        return this;
    }

    private void prompt(int virtualTokens, int tokenDim, int layers, int heads) {
        json.put("num_virtual_tokens", virtualTokens);
        json.put("token_dim", tokenDim);
        json.put("num_layers", layers);
        json.put("num_attention_heads", heads);
        json.put("num_transformer_submodules", 1);
    }

    private ConfigWriter ia3(Ia3File ia3) {
        modules("target_modules", ia3.targetModules());
        modules("feedforward_modules", ia3.feedforwardModules());
        json.put("fan_in_fan_out", false);
        json.put("init_ia3_weights", true);
        listOrNull("modules_to_save", ia3.modulesToSave());
        return this;
    }

    private void modules(String key, TargetModules modules) {
        if (modules.pattern().isEmpty()) {
            list(key, modules.names());
        } else {
            json.put(key, modules.pattern());
        }
    }

    private void listOrNull(String key, Collection<?> values) {
        if (values.isEmpty()) {
            json.putNull(key);
        } else {
            list(key, values);
        }
    }

    private void list(String key, Collection<?> values) {
        ArrayNode array = json.putArray(key);
        values.forEach(value -> array.addPOJO(value));
    }

    /** Whole numbers without a fraction, as PEFT writes alpha. */
    private static void number(ObjectNode node, String key, double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            node.put(key, (int) value);
        } else {
            node.put(key, value);
        }
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
