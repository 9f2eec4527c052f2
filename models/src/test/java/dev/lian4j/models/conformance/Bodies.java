package dev.lian4j.models.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.UserMessage;
import dev.lian4j.core.model.ChatFeature;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.ReasoningEffort;
import dev.lian4j.core.model.ResponseFormat;
import dev.lian4j.core.model.ToolChoice;
import dev.lian4j.core.model.ToolSpec;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** Requests that ask for one feature each, and bodies as trees. */
public final class Bodies {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Map<String, Object> SCHEMA = Map.of(
            "type",
            "object",
            "properties",
            Map.of("city", Map.of("type", "string")),
            "required",
            List.of("city"),
            "additionalProperties",
            false);
    private static final List<ToolSpec> TOOLS = List.of(new ToolSpec("get_weather", "The weather of a city", SCHEMA));
    private static final EnumSet<ChatFeature> OF_TOOLS =
            EnumSet.of(ChatFeature.TOOL_CHOICE, ChatFeature.PARALLEL_TOOL_CALLS);

    private Bodies() {}

    public static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    /** A request that asks for this. */
    public static ChatRequest asking(ChatFeature feature) {
        if (feature == ChatFeature.IMAGES) {
            return ChatRequest.of(
                    UserMessage.of(new Content.Text("Hi"), Content.Image.of(new byte[] {1, 2, 3}, "image/png")));
        }
        ChatParameters.Builder asked = ChatParameters.builder();
        if (OF_TOOLS.contains(feature)) {
            asked.tools(TOOLS);
        }
        set(asked, feature);
        return ChatRequest.of("Hi").with(asked.build());
    }

    /** The same request without it. */
    public static ChatRequest without(ChatFeature feature) {
        return OF_TOOLS.contains(feature)
                ? ChatRequest.of("Hi")
                        .with(ChatParameters.builder().tools(TOOLS).build())
                : ChatRequest.of(Message.user("Hi"));
    }

    private static void set(ChatParameters.Builder asked, ChatFeature feature) {
        switch (feature) {
            case TEMPERATURE -> asked.temperature(0.5);
            case TOP_P -> asked.topP(0.5);
            case TOP_K -> asked.topK(5);
            case MAX_TOKENS -> asked.maxTokens(77);
            case STOP -> asked.stop("END");
            case SEED -> asked.seed(7);
            case FREQUENCY_PENALTY -> asked.frequencyPenalty(0.5);
            case PRESENCE_PENALTY -> asked.presencePenalty(0.5);
            case LOGIT_BIAS -> asked.logitBias(Map.of("42", -100.0));
            case N -> asked.n(2);
            case LOGPROBS -> asked.topLogprobs(2);
            case JSON_OBJECT -> asked.responseFormat(new ResponseFormat.JsonObject());
            case JSON_SCHEMA -> asked.responseFormat(new ResponseFormat.JsonSchema("city", SCHEMA, true));
            case TOOLS -> asked.tools(TOOLS);
            case TOOL_CHOICE -> asked.toolChoice(new ToolChoice.None());
            case PARALLEL_TOOL_CALLS -> asked.parallelToolCalls(false);
            case REASONING_EFFORT -> asked.reasoningEffort(ReasoningEffort.HIGH);
            case USER -> asked.user("u-1");
            case IMAGES -> throw new IllegalArgumentException("of the messages");
        }
    }
}
