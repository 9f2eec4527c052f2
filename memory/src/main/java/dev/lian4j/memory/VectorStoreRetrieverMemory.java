package dev.lian4j.memory;

import dev.lian4j.core.Run;
import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.Documents;
import dev.lian4j.core.document.VectorStore;
import dev.lian4j.core.memory.Memory;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.Messages;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Remembers turns by their meaning: tells those that are nearest to what the person says now, as one system message.
 * Each turn is a document of the store. Without something said it tells nothing. Thread safe where the store is.
 */
public final class VectorStoreRetrieverMemory implements Memory {

    private static final String INTRODUCTION = "Earlier parts of this conversation that may matter now:\n";

    private final VectorStore store;
    private final int turns;
    private final Queue<String> saved = new ConcurrentLinkedQueue<>();

    private VectorStoreRetrieverMemory(VectorStore store, int turns) {
        Checks.positive("turns", turns);
        this.store = store;
        this.turns = turns;
    }

    /**
     * A memory in a store, which may hold other documents too: those are told where they are nearer.
     *
     * @param turns how many turns to tell
     * @throws IllegalArgumentException if the number of turns is not positive
     */
    public static VectorStoreRetrieverMemory of(VectorStore store, int turns) {
        return new VectorStoreRetrieverMemory(store, turns);
    }

    /** Nothing: what fits is known once something is said. */
    @Override
    public List<Message> messages() {
        return List.of();
    }

    @Override
    public List<Message> recall(String input, Run run) {
        String found = found(input, run);
        return found.isEmpty() ? List.of() : List.of(Message.system(INTRODUCTION + found));
    }

    private String found(String input, Run run) {
        return Documents.joined(run.call(store.asRetriever(turns), input));
    }

    /** The nearest turns as a text under {@code history}. */
    @Override
    public Map<String, Object> loadMemoryVariables(Map<String, String> input) {
        return Map.of("history", found(String.join("\n", input.values()), Run.root()));
    }

    @Override
    public void save(List<Message> turn) {
        saved.addAll(store.addDocuments(List.of(Document.of(Messages.transcript(turn)))));
    }

    /** Forgets the turns that were saved through this memory. */
    @Override
    public void clear() {
        List<String> mine = List.copyOf(saved);
        store.delete(mine);
        saved.removeAll(mine);
    }
}
