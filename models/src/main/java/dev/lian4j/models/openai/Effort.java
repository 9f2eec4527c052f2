package dev.lian4j.models.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.model.ReasoningEffort;
import java.util.Locale;

/** Writes how long a model is to think; a provider that can only switch thinking on and off is switched. */
@FunctionalInterface
interface Effort {

    void write(ObjectNode body, ReasoningEffort effort);

    /** OpenAI's field. */
    static void field(ObjectNode body, ReasoningEffort effort) {
        body.put("reasoning_effort", effort.name().toLowerCase(Locale.ROOT));
    }

    /** A switch: Zhipu, Moonshot. */
    static void thinking(ObjectNode body, ReasoningEffort effort) {
        body.putObject("thinking").put("type", effort == ReasoningEffort.NONE ? "disabled" : "enabled");
    }

    /** A switch, and OpenAI's field where it is on: DeepSeek. */
    static void thinkingAndField(ObjectNode body, ReasoningEffort effort) {
        thinking(body, effort);
        if (effort != ReasoningEffort.NONE) {
            field(body, effort);
        }
    }

    /** A switch by another name: DashScope. */
    static void enableThinking(ObjectNode body, ReasoningEffort effort) {
        body.put("enable_thinking", effort != ReasoningEffort.NONE);
    }

    /** What chat templates look for: llama-server. */
    static void templateArguments(ObjectNode body, ReasoningEffort effort) {
        ObjectNode arguments = body.putObject("chat_template_kwargs");
        if (effort == ReasoningEffort.NONE) {
            arguments.put("enable_thinking", false);
        } else {
            field(arguments, effort);
        }
    }
}
