package dev.lian4j.core;

import org.jspecify.annotations.Nullable;

/** A part of a result that is handed on before the whole is there. The texts of a run's pieces, joined, are its text. */
public sealed interface Piece {

    /**
     * A part of the answer.
     *
     * @param text the next characters, as they came
     */
    record Text(String text) implements Piece {}

    /**
     * A part of what a reasoning model thinks aloud; not of the answer.
     *
     * @param text the next characters, as they came
     */
    record Reasoning(String text) implements Piece {}

    /**
     * A part of a tool call.
     *
     * @param index which call of the message, from 0
     * @param id the call's id, where this part has it
     * @param name the tool's name, where this part has it
     * @param arguments the next characters of the JSON arguments
     */
    record ToolCallDelta(
            int index, @Nullable String id, @Nullable String name, String arguments) implements Piece {}
}
