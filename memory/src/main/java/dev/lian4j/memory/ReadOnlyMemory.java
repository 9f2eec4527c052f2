package dev.lian4j.memory;

import dev.lian4j.core.Run;
import dev.lian4j.core.memory.Memory;
import dev.lian4j.core.message.Message;
import java.util.List;
import java.util.Map;

/**
 * A view of a memory that tells what it remembers and neither saves nor forgets: LangChain's
 * {@code ReadOnlySharedMemory}. Thread safe where the memory is.
 *
 * @param memory what is looked at
 */
public record ReadOnlyMemory(Memory memory) implements Memory {

    /** A view of a memory. */
    public static ReadOnlyMemory of(Memory memory) {
        return new ReadOnlyMemory(memory);
    }

    @Override
    public List<Message> messages() {
        return memory.messages();
    }

    @Override
    public List<Message> recall(String input, Run run) {
        return memory.recall(input, run);
    }

    @Override
    public Map<String, Object> loadMemoryVariables() {
        return memory.loadMemoryVariables();
    }

    @Override
    public Map<String, Object> loadMemoryVariables(Map<String, String> input) {
        return memory.loadMemoryVariables(input);
    }

    /** Does nothing. */
    @Override
    public void save(List<Message> turn) {}

    /** Does nothing. */
    @Override
    public void clear() {}
}
