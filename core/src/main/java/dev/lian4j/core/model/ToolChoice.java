package dev.lian4j.core.model;

/** Whether a model may, must or must not call tools. */
public sealed interface ToolChoice {

    /** As the model likes. */
    record Auto() implements ToolChoice {}

    /** No tool. */
    record None() implements ToolChoice {}

    /** Some tool, whichever. */
    record Required() implements ToolChoice {}

    /**
     * This tool.
     *
     * @param name the tool's name
     */
    record Named(String name) implements ToolChoice {}
}
