package dev.lian4j.finetune.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.lian4j.core.error.ModelException;

/** Reads the fields of Hugging Face's {@code config.json}, with the defaults that its classes have. */
final class ConfigJson {

    private final JsonNode json;
    private final String where;

    ConfigJson(JsonNode json, String where) {
        this.json = json;
        this.where = where;
    }

    ModelConfig config() {
        Architecture architecture = Architecture.of(text(json, "model_type", ""), where);
        String activation = text(json, "hidden_act", "silu");
        if (!activation.equals("silu")) {
            throw wrong("hidden_act", "'" + activation + "', but only silu is known");
        }
        AttentionConfig attention = attention(architecture);
        int context = whole("max_position_embeddings", 2048);
        return new ModelConfig(
                architecture,
                whole("vocab_size"),
                whole("hidden_size"),
                whole("intermediate_size"),
                whole("num_hidden_layers"),
                context,
                number(json, "rms_norm_eps", 1e-6),
                attention,
                rope(attention.headSize(), context),
                flag("mlp_bias", false),
                flag("tie_word_embeddings", false));
    }

    private AttentionConfig attention(Architecture architecture) {
        int heads = whole("num_attention_heads");
        boolean bias = flag("attention_bias", false);
        boolean qwen2 = architecture == Architecture.QWEN2;
        boolean windows = switch (architecture) {
            case LLAMA -> false;
            case MISTRAL -> true;
            case QWEN2, QWEN3 -> flag("use_sliding_window", false);
        };
        return new AttentionConfig(
                heads,
                whole("num_key_value_heads", heads),
                whole("head_dim", Math.max(1, whole("hidden_size") / Math.max(1, heads))),
                bias || qwen2,
                bias && !qwen2,
                architecture == Architecture.QWEN3,
                windows ? whole("sliding_window", 0) : 0,
                architecture == Architecture.MISTRAL ? 0 : whole("max_window_layers", 0));
    }

    private RopeConfig rope(int headSize, int context) {
        JsonNode parameters = present("rope_parameters") ? json.get("rope_parameters") : json;
        JsonNode scaling = present("rope_scaling") ? json.get("rope_scaling") : json.path("rope_parameters");
        double theta = number(parameters, "rope_theta", number(json, "rope_theta", 10_000));
        return new RopeConfig(theta, headSize, scaling(scaling, context));
    }

    private RopeScaling scaling(JsonNode scaling, int context) {
        String type = text(scaling, "rope_type", text(scaling, "type", "default"));
        double factor = number(scaling, "factor", 1);
        int original = (int) number(scaling, "original_max_position_embeddings", context);
        return switch (type) {
            case "default" -> new RopeScaling.None();
            case "linear" -> new RopeScaling.Linear(factor);
            case "dynamic" -> new RopeScaling.Dynamic(factor, context);
            case "llama3" ->
                new RopeScaling.Llama3(
                        factor,
                        number(scaling, "low_freq_factor", 1),
                        number(scaling, "high_freq_factor", 4),
                        original);
            case "yarn" ->
                new RopeScaling.Yarn(
                        factor,
                        original,
                        number(scaling, "beta_fast", 32),
                        number(scaling, "beta_slow", 1),
                        number(scaling, "attention_factor", RopeScaling.Yarn.usualAttentionFactor(factor)));
            default ->
                throw wrong(
                        "rope_scaling",
                        "of the type '" + type + "', but known are default, linear, dynamic, llama3, yarn");
        };
    }

    private boolean present(String field) {
        return json.hasNonNull(field);
    }

    private int whole(String field) {
        JsonNode value = json.path(field);
        if (value instanceof MissingNode || value.isNull()) {
            throw new ModelException(where + " has no '" + field + "', which this architecture needs");
        }
        if (!value.canConvertToInt()) {
            throw wrong(field, value + ", not a whole number");
        }
        return value.intValue();
    }

    private int whole(String field, int absent) {
        return present(field) ? whole(field) : absent;
    }

    private boolean flag(String field, boolean absent) {
        return present(field) ? json.get(field).asBoolean() : absent;
    }

    private double number(JsonNode in, String field, double absent) {
        JsonNode value = in.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return absent;
        }
        if (!value.isNumber()) {
            throw wrong(field, value + ", not a number");
        }
        return value.doubleValue();
    }

    private static String text(JsonNode in, String field, String absent) {
        JsonNode value = in.path(field);
        return value.isTextual() ? value.textValue() : absent;
    }

    private ModelException wrong(String field, String what) {
        return new ModelException(where + ": '" + field + "' is " + what);
    }
}
