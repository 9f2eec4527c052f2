package dev.lian4j.examples.tutorial;

import dev.lian4j.memory.ConversationBufferMemory;
import dev.lian4j.memory.ConversationBufferWindowMemory;
import java.util.Map;

/** The tutorial's memories: everything, or the last k turns. */
public final class ConversationMemory {

    private ConversationMemory() {}

    /** Saves two turns and prints what is remembered after each. */
    public static void main(String[] args) {
        // tag::memory[]
        ConversationBufferMemory history = ConversationBufferMemory.create();
        history.saveContext(Map.of("input", "你好啊"), Map.of("output", "你也好啊"));
        System.out.println(history.loadMemoryVariables());
        history.saveContext(Map.of("input", "你再好啊"), Map.of("output", "你又也好啊"));
        System.out.println(history.loadMemoryVariables());

        ConversationBufferWindowMemory window = ConversationBufferWindowMemory.ofTurns(1);
        window.saveContext(Map.of("input", "第一轮问题"), Map.of("output", "第一轮回答"));
        window.saveContext(Map.of("input", "第二轮问题"), Map.of("output", "第二轮回答"));
        System.out.println(window.loadMemoryVariables());
        // end::memory[]
    }
}
