package dev.lian4j.parsers.tool;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.model.ToolSpec;
import dev.lian4j.core.tool.Tool;
import dev.lian4j.parsers.JsonBinding;
import java.util.Map;

/**
 * A tool made of a record for its arguments and a function, as LangChain's {@code StructuredTool}. The arguments are
 * checked against the record's JSON Schema, see {@link JsonBinding}, before the function is called; it is never called
 * with arguments that are cut or do not fit. What is wrong with a call, and what the function throws, is told to the model
 * as a {@link ToolMessage} with {@link ToolMessage#error}; what looks like a key or password in it is hidden. A cancelled
 * run ends with {@link dev.lian4j.core.error.CancelledException}. Immutable, and as safe for threads as the function.
 */
public final class FunctionTool implements Tool {

    /** The most characters of a result unless said. */
    public static final int MAX_RESULT = 50_000;

    private final ToolSpec spec;
    private final Body body;
    private final int maxResult;

    FunctionTool(ToolSpec spec, Body body, int maxResult) {
        this.spec = spec;
        this.body = body;
        this.maxResult = maxResult;
    }

    /**
     * A tool whose arguments are a record, described to the model by {@code @JsonPropertyDescription} on its components.
     *
     * @param name letters, digits, {@code _} and {@code -}; at most 64
     * @param description what it does and when to call it
     * @throws IllegalArgumentException if the name is another, or the type no record or one that needs itself
     */
    public static <A> FunctionTool of(
            String name, String description, Class<A> arguments, ToolFunction<? super A> function) {
        return of(name, description, arguments, (args, unusedRun) -> function.apply(args));
    }

    /**
     * A tool whose arguments are a record and that calls a chain, such as a retriever, within the run of the call.
     *
     * @throws IllegalArgumentException as {@link #of}
     */
    public static <A> FunctionTool from(
            String name, String description, Class<A> arguments, Chain<? super A, ?> chain) {
        // Pieces of its text are none of the answer's.
        return of(name, description, arguments, (args, run) -> run.muted().call(chain, args));
    }

    /** A tool with a JSON Schema of its own; its arguments are a map, fields in their order. */
    public static FunctionTool of(ToolSpec spec, ToolFunction<? super Map<String, Object>> function) {
        JsonBinding<Map<String, Object>> binding = JsonBinding.ofSchema(spec.parameters());
        return new FunctionTool(spec, Body.of(binding, (args, unusedRun) -> function.apply(args)), MAX_RESULT);
    }

    private static <A> FunctionTool of(String name, String description, Class<A> arguments, Body.Work<? super A> work) {
        if (!arguments.isRecord()) {
            throw new IllegalArgumentException(
                    "The arguments of tool '" + name + "' must be a record, " + arguments.getName() + " is none");
        }
        JsonBinding<A> binding = JsonBinding.of(arguments);
        ToolSpec spec = new ToolSpec(name, description, binding.schema());
        return new FunctionTool(spec, Body.of(binding, work), MAX_RESULT);
    }

    /** The same tool, whose result is cut after so many characters, which it says; at least 1. */
    public FunctionTool withMaxResult(int characters) {
        if (characters < 1) {
            throw new IllegalArgumentException("characters must be at least 1, was " + characters);
        }
        return new FunctionTool(spec, body, characters);
    }

    @Override
    public ToolSpec spec() {
        return spec;
    }

    @Override
    public ToolMessage invoke(ToolCall call, Run run) {
        Body.Action action;
        try {
            action = body.prepare(call.arguments());
        } catch (OutputParserException e) {
            return Told.misfit(call, e);
        }
        return result(call, action, run);
    }

    private ToolMessage result(ToolCall call, Body.Action action, Run run) {
        run.checkCancelled();
        try {
            return new ToolMessage(call.id(), Results.text(action.run(run), maxResult));
        } catch (Exception e) {
            return Told.failure(call, e, run);
        }
    }
}
