package dev.lian4j.core.message;

/**
 * A model's wish to have a tool called.
 *
 * @param id the call's id, which the result must repeat
 * @param name the tool
 * @param arguments the arguments, as the JSON text that the model wrote; not checked here
 */
public record ToolCall(String id, String name, String arguments) {}
