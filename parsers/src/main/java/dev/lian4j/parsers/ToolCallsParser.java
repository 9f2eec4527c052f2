package dev.lian4j.parsers;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.StepKind;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.ChatResponse;
import java.util.List;

/**
 * Gives the tool calls of an answer, each with arguments that are a JSON object, brought to one form; no calls where the
 * model called none. Arguments that are no JSON object, and calls that were cut by the limit of tokens, are a
 * {@link dev.lian4j.core.error.OutputParserException} that carries them. Immutable. LangChain's JsonOutputToolsParser.
 */
public final class ToolCallsParser implements Chain<ChatResponse, List<ToolCall>> {

    private ToolCallsParser() {}

    /** The parser. */
    public static ToolCallsParser create() {
        return new ToolCallsParser();
    }

    @Override
    public List<ToolCall> invoke(ChatResponse response, Run run) {
        ToolArguments.checkWhole(response);
        return response.message().toolCalls().stream()
                .map(call -> new ToolCall(
                        call.id(), call.name(), ToolArguments.of(call).toString()))
                .toList();
    }

    @Override
    public StepKind kind() {
        return StepKind.PARSER;
    }
}
