package dev.lian4j.core.memory;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.Messages;
import dev.lian4j.core.model.TextResult;
import java.util.List;
import java.util.Map;

/** What an application remembers of one conversation, and how much of it a model is told. */
public interface Memory {

    /** What the model is to be told, oldest first. */
    List<Message> messages();

    /** Remembers one whole turn: the person's message to the final answer. */
    void save(List<Message> turn);

    /** Forgets everything. */
    void clear();

    /** What the model is to be told when the person says this; for memories that look for what fits. */
    default List<Message> recall(String input, Run run) {
        return messages();
    }

    /** LangChain's {@code save_context({"input": ...}, {"output": ...})}. */
    default void saveContext(Map<String, String> input, Map<String, String> output) {
        save(List.of(Message.user(only("input", input)), Message.ai(only("output", output))));
    }

    private static String only(String what, Map<String, String> values) {
        if (values.size() != 1) {
            throw new IllegalArgumentException("The " + what + " must be one value, got keys " + values.keySet());
        }
        return values.values().iterator().next();
    }

    /** LangChain's {@code load_memory_variables}: {@code {"history": "Human: 你好啊\nAI: 你也好啊"}}. */
    default Map<String, Object> loadMemoryVariables() {
        return Map.of("history", Messages.transcript(messages()));
    }

    /** As {@link #loadMemoryVariables()}, for memories that look for what fits the input: {@code {"input": ...}}. */
    default Map<String, Object> loadMemoryVariables(Map<String, String> input) {
        return Map.of("history", Messages.transcript(recall(only("input", input), Run.root())));
    }

    /**
     * The chain, with this memory around it: it is told the history, and the turn is remembered when it has succeeded.
     * A failed or cancelled turn leaves the memory as it was.
     */
    default <O extends TextResult> Chain<String, O> around(Chain<Turn, O> chain) {
        return new Remembering<>(this, chain);
    }
}
