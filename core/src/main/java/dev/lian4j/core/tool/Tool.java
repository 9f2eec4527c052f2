package dev.lian4j.core.tool;

import dev.lian4j.core.Chain;
import dev.lian4j.core.StepKind;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import dev.lian4j.core.model.ToolSpec;

/** Something that a model may have done: what it sees of it, and the doing, as a step from a call to its result. */
public interface Tool extends Chain<ToolCall, ToolMessage> {

    /** The tool as the model sees it. */
    ToolSpec spec();

    @Override
    default String name() {
        return spec().name();
    }

    @Override
    default StepKind kind() {
        return StepKind.TOOL;
    }
}
