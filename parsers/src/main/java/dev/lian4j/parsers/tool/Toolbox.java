package dev.lian4j.parsers.tool;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ToolSpec;
import dev.lian4j.core.tool.Tool;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Tools by name, as one step from a call to its result; {@code toolbox.each(4)} answers all calls of a message. A call of
 * a tool that is not here, and a tool that throws, give a {@link ToolMessage} with {@link ToolMessage#error}, so that the
 * model can go on. A cancelled run ends with {@link dev.lian4j.core.error.CancelledException}. Immutable, and as safe for
 * threads as the tools.
 */
public final class Toolbox implements Chain<ToolCall, ToolMessage> {

    private final Map<String, Tool> tools;

    private Toolbox(Map<String, Tool> tools) {
        this.tools = tools;
    }

    /**
     * These tools.
     *
     * @throws IllegalArgumentException if two have the same name
     */
    public static Toolbox of(Tool... tools) {
        return of(List.of(tools));
    }

    /**
     * These tools.
     *
     * @throws IllegalArgumentException if two have the same name
     */
    public static Toolbox of(Collection<? extends Tool> tools) {
        Map<String, Tool> byName = new LinkedHashMap<>();
        for (Tool tool : tools) {
            if (byName.put(tool.spec().name(), tool) != null) {
                throw new IllegalArgumentException(
                        "Two tools are named '" + tool.spec().name() + "'; rename one, since models call them by name");
            }
        }
        return new Toolbox(Collections.unmodifiableMap(byName));
    }

    /** The tools, in order. */
    public List<Tool> tools() {
        return List.copyOf(tools.values());
    }

    /** The tools as a model sees them, in order. */
    public List<ToolSpec> specs() {
        return tools.values().stream().map(Tool::spec).toList();
    }

    /** What tells a model of these tools: {@code request.with(toolbox.parameters())}. */
    public ChatParameters parameters() {
        return ChatParameters.builder().tools(specs()).build();
    }

    /** Calls the tool that the call names, within the run. */
    public ToolMessage call(ToolCall call, Run run) {
        Tool tool = tools.get(call.name());
        if (tool == null) {
            return Told.unknown(call, tools.keySet());
        }
        try {
            return run.call(tool, call);
        } catch (RuntimeException e) {
            return Told.failure(call, e, run);
        }
    }

    @Override
    public ToolMessage invoke(ToolCall call, Run run) {
        return call(call, run);
    }
}
