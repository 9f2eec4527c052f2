package dev.lian4j.memory;

import dev.lian4j.core.Run;
import dev.lian4j.core.memory.Memory;
import dev.lian4j.core.message.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Several memories as one: each is told every turn, and what they tell follows one another. Give each variables of its
 * own by {@link KeyedMemory}. Thread safe where they are.
 *
 * @param memories the memories, in the order in which they are to speak
 */
public record CombinedMemory(List<Memory> memories) implements Memory {

    /** Copies the list. */
    public CombinedMemory {
        memories = List.copyOf(memories);
    }

    /** These memories. */
    public static CombinedMemory of(Memory... memories) {
        return new CombinedMemory(List.of(memories));
    }

    @Override
    public List<Message> messages() {
        return memories.stream().flatMap(memory -> memory.messages().stream()).toList();
    }

    @Override
    public List<Message> recall(String input, Run run) {
        return memories.stream()
                .flatMap(memory -> memory.recall(input, run).stream())
                .toList();
    }

    @Override
    public void save(List<Message> turn) {
        memories.forEach(memory -> memory.save(turn));
    }

    @Override
    public void clear() {
        memories.forEach(Memory::clear);
    }

    /**
     * The variables of all.
     *
     * @throws IllegalArgumentException if two memories have a variable of one name
     */
    @Override
    public Map<String, Object> loadMemoryVariables() {
        return together(Memory::loadMemoryVariables);
    }

    @Override
    public Map<String, Object> loadMemoryVariables(Map<String, String> input) {
        return together(memory -> memory.loadMemoryVariables(input));
    }

    private Map<String, Object> together(Function<Memory, Map<String, Object>> load) {
        Map<String, Object> all = new LinkedHashMap<>();
        memories.forEach(memory -> load.apply(memory).forEach((name, value) -> {
            if (all.put(name, value) != null) {
                throw new IllegalArgumentException(
                        "Two memories have a variable '" + name + "': name one otherwise by KeyedMemory");
            }
        }));
        return all;
    }
}
