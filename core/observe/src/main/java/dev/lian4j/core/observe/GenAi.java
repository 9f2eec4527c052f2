package dev.lian4j.core.observe;

import dev.lian4j.core.Step;
import dev.lian4j.core.StepKind;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.Completion;
import dev.lian4j.core.model.FinishReason;
import dev.lian4j.core.model.TokenUsage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a step is by OpenTelemetry's semantic conventions for generative AI, as attributes of plain values: strings, longs,
 * doubles and lists of strings. Steps of no kind that they know have none but their own name and kind.
 */
final class GenAi {

    static final String OPERATION = "gen_ai.operation.name";
    static final String PROVIDER = "gen_ai.provider.name";
    static final String REQUEST_MODEL = "gen_ai.request.model";
    static final String RESPONSE_MODEL = "gen_ai.response.model";
    static final String INPUT_TOKENS = "gen_ai.usage.input_tokens";
    static final String OUTPUT_TOKENS = "gen_ai.usage.output_tokens";
    static final String TOOL_NAME = "gen_ai.tool.name";
    static final String ERROR_TYPE = "error.type";
    static final String KIND = "lian4j.step.kind";
    static final String NAME = "lian4j.step.name";

    private GenAi() {}

    /** The operation that the conventions know the step as; null for a step of our own. */
    static @Nullable String operation(Step step) {
        return switch (step.kind()) {
            case MODEL -> "chat";
            case EMBEDDING -> "embeddings";
            case TOOL -> "execute_tool";
            case RETRIEVER -> "retrieval";
            case CHAIN, PROMPT, PARSER -> null;
        };
    }

    /** The name of the span: the operation and what it is done with. */
    static String spanName(Step step, @Nullable Object input) {
        String operation = operation(step);
        if (operation == null) {
            return step.name();
        }
        String model =
                input instanceof ChatRequest request ? request.parameters().model() : null;
        return operation + " " + (model == null ? step.name() : model);
    }

    /** What is known when the step starts. */
    static Map<String, Object> started(Step step, @Nullable Object input, String provider) {
        Map<String, Object> known = new LinkedHashMap<>();
        known.put(NAME, step.name());
        known.put(KIND, step.kind().name().toLowerCase(Locale.ROOT));
        put(known, OPERATION, operation(step));
        if (step.kind() == StepKind.MODEL || step.kind() == StepKind.EMBEDDING) {
            known.put(PROVIDER, provider);
        }
        if (step.kind() == StepKind.TOOL) {
            known.put(TOOL_NAME, step.name());
            known.put("gen_ai.tool.type", "function");
        }
        if (input instanceof ToolCall call) {
            known.put("gen_ai.tool.call.id", call.id());
        }
        if (input instanceof ChatRequest request) {
            parameters(known, request.parameters());
        }
        return known;
    }

    private static void parameters(Map<String, Object> known, ChatParameters asked) {
        put(known, REQUEST_MODEL, asked.model());
        put(known, "gen_ai.request.temperature", asked.temperature());
        put(known, "gen_ai.request.top_p", asked.topP());
        put(known, "gen_ai.request.top_k", asked.topK());
        put(known, "gen_ai.request.max_tokens", asked.maxTokens());
        put(known, "gen_ai.request.frequency_penalty", asked.frequencyPenalty());
        put(known, "gen_ai.request.presence_penalty", asked.presencePenalty());
        put(known, "gen_ai.request.seed", asked.seed());
        put(known, "gen_ai.request.choice.count", asked.n());
        if (!asked.stop().isEmpty()) {
            known.put("gen_ai.request.stop_sequences", asked.stop());
        }
    }

    private static void put(Map<String, Object> known, String key, @Nullable Object value) {
        if (value instanceof Integer number) {
            known.put(key, number.longValue());
        } else if (value != null) {
            known.put(key, value);
        }
    }

    /** What is known when the step has its result. */
    static Map<String, Object> ended(@Nullable Object output) {
        Map<String, Object> known = new LinkedHashMap<>();
        if (output instanceof ChatResponse response) {
            Stream<ChatResponse> all = Stream.concat(Stream.of(response), response.alternatives().stream());
            answered(known, response.model(), response.usage(), all.map(ChatResponse::finishReason));
        } else if (output instanceof Completion completion) {
            // Only now can it be told from a chat: both are asked in the same words.
            known.put(OPERATION, "text_completion");
            answered(known, completion.model(), completion.usage(), Stream.of(completion.finishReason()));
        } else if (output instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof float[] vector) {
            known.put("gen_ai.embeddings.dimension.count", (long) vector.length);
        }
        return known;
    }

    private static void answered(Map<String, Object> known, String model, TokenUsage usage, Stream<FinishReason> why) {
        if (!model.isEmpty()) {
            known.put(RESPONSE_MODEL, model);
        }
        known.put("gen_ai.response.finish_reasons", reasons(why));
        if (!usage.equals(TokenUsage.UNKNOWN)) {
            known.put(INPUT_TOKENS, (long) usage.input());
            known.put(OUTPUT_TOKENS, (long) usage.output());
        }
        if (usage.cachedInput() > 0) {
            known.put("gen_ai.usage.cache_read.input_tokens", (long) usage.cachedInput());
        }
        if (usage.reasoning() > 0) {
            known.put("gen_ai.usage.reasoning.output_tokens", (long) usage.reasoning());
        }
    }

    private static List<String> reasons(Stream<FinishReason> reasons) {
        return reasons.map(GenAi::reason).toList();
    }

    private static String reason(FinishReason reason) {
        return switch (reason) {
            case STOP -> "stop";
            case LENGTH -> "length";
            case TOOL_CALLS -> "tool_call";
            case CONTENT_FILTER -> "content_filter";
            case OTHER -> "other";
        };
    }
}
