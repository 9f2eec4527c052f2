package dev.lian4j.models.chat;

import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ReasoningEffort;
import dev.lian4j.core.model.ResponseFormat;
import dev.lian4j.core.model.ToolChoice;
import dev.lian4j.core.model.ToolSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Parameters as maps of plain values; what is not asked for is not in the map. */
final class ParameterMaps {

    private ParameterMaps() {}

    static Map<String, Object> toMap(ChatParameters asked) {
        Map<String, Object> map = new LinkedHashMap<>();
        put(map, "model", asked.model());
        sampling(map, asked);
        put(map, "response_format", asked.responseFormat() == null ? null : format(asked.responseFormat()));
        put(map, "tools", asked.tools().stream().map(ParameterMaps::tool).toList());
        put(map, "tool_choice", asked.toolChoice() == null ? null : choice(asked.toolChoice()));
        put(map, "parallel_tool_calls", asked.parallelToolCalls());
        put(map, "reasoning_effort", asked.reasoningEffort() == null ? null : small(asked.reasoningEffort()));
        put(map, "user", asked.user());
        put(map, "extra", asked.extra());
        return map;
    }

    private static void sampling(Map<String, Object> map, ChatParameters asked) {
        put(map, "temperature", asked.temperature());
        put(map, "top_p", asked.topP());
        put(map, "top_k", asked.topK());
        put(map, "max_tokens", asked.maxTokens());
        put(map, "stop", asked.stop());
        put(map, "seed", asked.seed());
        put(map, "frequency_penalty", asked.frequencyPenalty());
        put(map, "presence_penalty", asked.presencePenalty());
        put(map, "logit_bias", new TreeMap<>(asked.logitBias()));
        put(map, "n", asked.n());
        put(map, "top_logprobs", asked.topLogprobs());
    }

    static void put(Map<String, Object> map, String key, @Nullable Object value) {
        boolean nothing = value == null
                || (value instanceof List<?> list && list.isEmpty())
                || (value instanceof Map<?, ?> inner && inner.isEmpty());
        if (!nothing) {
            map.put(key, value);
        }
    }

    static String small(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> format(ResponseFormat format) {
        Map<String, Object> map = new LinkedHashMap<>();
        if (format instanceof ResponseFormat.JsonSchema schema) {
            map.put("type", "json_schema");
            map.put("name", schema.name());
            map.put("schema", schema.schema());
            map.put("strict", schema.strict());
        } else {
            map.put("type", format instanceof ResponseFormat.JsonObject ? "json_object" : "text");
        }
        return map;
    }

    private static Map<String, Object> tool(ToolSpec tool) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", tool.name());
        map.put("description", tool.description());
        map.put("parameters", tool.parameters());
        return map;
    }

    private static Map<String, Object> choice(ToolChoice choice) {
        return choice instanceof ToolChoice.Named named
                ? Map.of("name", named.name())
                : Map.of("type", choice.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    }

    static ChatParameters fromMap(Map<String, ?> map) {
        Fields fields = new Fields(map);
        return new ChatParameters(
                fields.optional("model", String.class),
                fields.decimal("temperature"),
                fields.decimal("top_p"),
                fields.optional("top_k", Integer.class),
                fields.optional("max_tokens", Integer.class),
                fields.list("stop", Fields::text),
                fields.optional("seed", Integer.class),
                fields.decimal("frequency_penalty"),
                fields.decimal("presence_penalty"),
                biases(fields),
                fields.optional("n", Integer.class),
                fields.optional("top_logprobs", Integer.class),
                map.get("response_format") == null ? null : format(Fields.of(map.get("response_format"))),
                fields.list("tools", value -> tool(Fields.of(value))),
                map.get("tool_choice") == null ? null : choice(Fields.of(map.get("tool_choice"))),
                fields.optional("parallel_tool_calls", Boolean.class),
                fields.named("reasoning_effort", ReasoningEffort::valueOf),
                fields.optional("user", String.class),
                fields.object("extra"));
    }

    private static Map<String, Double> biases(Fields fields) {
        Map<String, Double> biases = new LinkedHashMap<>();
        Fields byToken = new Fields(fields.object("logit_bias"));
        byToken.map().keySet().forEach(token -> biases.put(token, byToken.decimal(token)));
        return biases;
    }

    private static ResponseFormat format(Fields format) {
        return switch (format.text("type")) {
            case "text" -> new ResponseFormat.Text();
            case "json_object" -> new ResponseFormat.JsonObject();
            case "json_schema" ->
                new ResponseFormat.JsonSchema(
                        format.text("name"),
                        format.object("schema"),
                        Boolean.TRUE.equals(format.optional("strict", Boolean.class)));
            default -> throw new IllegalArgumentException("No response format is a '" + format.text("type") + "'");
        };
    }

    private static ToolSpec tool(Fields tool) {
        return new ToolSpec(tool.text("name"), tool.text("description"), tool.object("parameters"));
    }

    private static ToolChoice choice(Fields choice) {
        if (choice.map().containsKey("name")) {
            return new ToolChoice.Named(choice.text("name"));
        }
        return switch (choice.text("type")) {
            case "auto" -> new ToolChoice.Auto();
            case "none" -> new ToolChoice.None();
            case "required" -> new ToolChoice.Required();
            default -> throw new IllegalArgumentException("No tool choice is '" + choice.text("type") + "'");
        };
    }
}
