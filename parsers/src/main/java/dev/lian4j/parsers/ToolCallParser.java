package dev.lian4j.parsers;

import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.StepKind;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.model.ChatResponse;
import java.util.List;
import java.util.Map;

/**
 * Gives the arguments of the first call of one tool as a record, by {@link JsonOutputParser}'s rules for what must be
 * there. An answer that does not call it, and arguments that do not fit, are a
 * {@link dev.lian4j.core.error.OutputParserException}. Immutable. LangChain's PydanticToolsParser.
 *
 * @param <T> the record
 */
public final class ToolCallParser<T> implements Chain<ChatResponse, T> {

    private final String tool;
    private final JsonTarget<T> target;
    private final Map<String, Object> schema;

    private ToolCallParser(String tool, JsonTarget<T> target, Map<String, Object> schema) {
        this.tool = tool;
        this.target = target;
        this.schema = schema;
    }

    /**
     * A parser of the tool that is called as the record is.
     *
     * @throws IllegalArgumentException if the type is not a record, or is one that needs itself
     */
    public static <T> ToolCallParser<T> of(Class<T> type) {
        return of(type.getSimpleName(), type);
    }

    /**
     * A parser of this tool.
     *
     * @throws IllegalArgumentException if the type is not a record, or is one that needs itself
     */
    public static <T> ToolCallParser<T> of(String tool, Class<T> type) {
        Map<String, Object> schema = JsonOutputParser.of(type).schema();
        return new ToolCallParser<>(
                tool, new JsonTarget<>(TypeFactory.defaultInstance().constructType(type), JsonNodeType.OBJECT), schema);
    }

    @Override
    public T invoke(ChatResponse response, Run run) {
        return arguments(ToolArguments.callsOf(tool, response).get(0));
    }

    /** The arguments of every call of the tool, in order; at least one. */
    public Chain<ChatResponse, List<T>> all() {
        return Chain.of(response -> ToolArguments.callsOf(tool, response).stream()
                .map(this::arguments)
                .toList());
    }

    private T arguments(ToolCall call) {
        return target.convert(ToolArguments.of(call), call.arguments());
    }

    /** The tool's name. */
    public String tool() {
        return tool;
    }

    /** The JSON Schema of the arguments, as a {@link dev.lian4j.core.model.ToolSpec} takes it. */
    public Map<String, Object> schema() {
        return schema;
    }

    @Override
    public StepKind kind() {
        return StepKind.PARSER;
    }
}
