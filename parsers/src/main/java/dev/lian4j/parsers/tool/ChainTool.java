package dev.lian4j.parsers.tool;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import dev.lian4j.core.Chain;
import dev.lian4j.core.model.TextResult;
import dev.lian4j.core.tool.Tool;

/**
 * Any chain from a text as a tool: a retriever's answers, a database, or another agent, which makes the one that calls it a
 * supervisor.
 */
public final class ChainTool {

    private ChainTool() {}

    /**
     * The tool; it gives the chain's result as text.
     *
     * @param name letters, digits, {@code _} and {@code -}
     * @param description what the chain is good for, and what it is to be given
     */
    public static Tool of(String name, String description, Chain<? super String, ?> chain) {
        Chain<Arguments, String> told =
                Chain.<Arguments, String>of(Arguments::input).then(chain).map(ChainTool::text);
        return FunctionTool.from(name, description, Arguments.class, told);
    }

    private static String text(Object result) {
        return result instanceof TextResult text ? text.text() : result.toString();
    }

    /** What the chain is given. */
    record Arguments(
            @JsonPropertyDescription("All that is needed: a question or a task, in whole sentences")
            String input) {}
}
