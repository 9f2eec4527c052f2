package dev.lian4j.parsers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.ChatResponse;
import dev.lian4j.core.model.FinishReason;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The arguments of a tool call as JSON. Read strictly and never mended: a tool is not run on what a model may have meant.
 */
final class ToolArguments {

    private ToolArguments() {}

    /** The object that the arguments are; none at all is an empty one. */
    static ObjectNode of(ToolCall call) {
        String text = call.arguments().strip();
        if (text.isEmpty() || text.equals("null")) {
            return Json.MAPPER.createObjectNode();
        }
        Limits.check(text);
        try {
            return object(Json.tree(text), call);
        } catch (JsonProcessingException e) {
            throw new OutputParserException(
                    "The arguments of tool '" + call.name() + "' are not JSON: " + e.getOriginalMessage() + ".",
                    call.arguments(),
                    e);
        }
    }

    private static ObjectNode object(JsonNode node, ToolCall call) {
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw new OutputParserException(
                "The arguments of tool '" + call.name() + "' are no JSON object.", call.arguments());
    }

    /** The calls of one tool, at least one. */
    static List<ToolCall> callsOf(String tool, ChatResponse response) {
        checkWhole(response);
        List<ToolCall> all = response.message().toolCalls();
        List<ToolCall> wanted =
                all.stream().filter(call -> call.name().equals(tool)).toList();
        if (wanted.isEmpty()) {
            String called = all.stream().map(ToolCall::name).collect(Collectors.joining(", "));
            throw new OutputParserException(
                    "The model did not call tool '" + tool + "', but "
                            + (all.isEmpty() ? "wrote a text." : "called " + called + "."),
                    response.text());
        }
        return wanted;
    }

    /** A call that was cut may still be JSON, but not the one that was meant. */
    static void checkWhole(ChatResponse response) {
        if (response.finishReason() == FinishReason.LENGTH
                && !response.message().toolCalls().isEmpty()) {
            throw new OutputParserException(
                    "The model stopped at its limit of tokens within its tool calls: raise maxTokens.",
                    response.message().toolCalls().toString());
        }
    }
}
