package dev.lian4j.parsers;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.StepKind;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.ChatResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives the arguments of the first call of one tool as a map, in their order. An answer that does not call it, and
 * arguments that are no JSON object, are a {@link dev.lian4j.core.error.OutputParserException}. Immutable. LangChain's
 * JsonOutputKeyToolsParser.
 */
public final class JsonKeyToolCallParser implements Chain<ChatResponse, Map<String, Object>> {

    private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

    private final String tool;

    private JsonKeyToolCallParser(String tool) {
        this.tool = tool;
    }

    /** A parser of this tool. */
    public static JsonKeyToolCallParser of(String tool) {
        return new JsonKeyToolCallParser(tool);
    }

    @Override
    public Map<String, Object> invoke(ChatResponse response, Run run) {
        return arguments(ToolArguments.callsOf(tool, response).get(0));
    }

    /** The arguments of every call of the tool, in order; at least one. */
    public Chain<ChatResponse, List<Map<String, Object>>> all() {
        return Chain.of(response -> ToolArguments.callsOf(tool, response).stream()
                .map(JsonKeyToolCallParser::arguments)
                .toList());
    }

    private static Map<String, Object> arguments(ToolCall call) {
        return Json.MAPPER.convertValue(ToolArguments.of(call), MAP);
    }

    @Override
    public StepKind kind() {
        return StepKind.PARSER;
    }
}
