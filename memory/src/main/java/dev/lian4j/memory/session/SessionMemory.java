package dev.lian4j.memory.session;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.memory.ChatMessageHistory;
import dev.lian4j.core.memory.Memory;
import dev.lian4j.core.memory.Turn;
import dev.lian4j.core.model.TextResult;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * One chain for many conversations, each with its own memory: LangChain's {@code RunnableWithMessageHistory}. The turns of
 * one conversation wait for one another, those of different ones do not. Nothing is kept here between turns but in the
 * histories. Thread safe.
 *
 * @param <O> the chain's output
 */
public final class SessionMemory<O extends TextResult> implements Chain<SessionInput, O> {
    private final ChatSessions sessions;
    private final Function<ChatMessageHistory, Memory> memory;
    private final Chain<Turn, O> chain;
    private final ConcurrentMap<String, Turns> turns = new ConcurrentHashMap<>();

    private SessionMemory(ChatSessions sessions, Function<ChatMessageHistory, Memory> memory, Chain<Turn, O> chain) {
        this.sessions = sessions;
        this.memory = memory;
        this.chain = chain;
    }

    /**
     * The chain with a memory around it for each conversation.
     *
     * @param memory how much of a history is told, such as {@code ConversationBufferMemory::over}
     */
    public static <O extends TextResult> SessionMemory<O> around(
            ChatSessions sessions, Function<ChatMessageHistory, Memory> memory, Chain<Turn, O> chain) {
        return new SessionMemory<>(sessions, memory, chain);
    }

    @Override
    public O invoke(SessionInput said, Run run) {
        Turns inTurn = enter(said.sessionId());
        try {
            inTurn.lock();
            return run.call(memory.apply(sessions.open(said.sessionId())).around(chain), said.input());
        } finally {
            leave(said.sessionId(), inTurn);
        }
    }

    @Override
    public List<Chain<?, ?>> parts() {
        return List.of(chain);
    }

    private Turns enter(String sessionId) {
        return turns.compute(sessionId, (id, waiting) -> {
            Turns inTurn = waiting == null ? new Turns() : waiting;
            inTurn.users++;
            return inTurn;
        });
    }

    /** The last to leave takes the lock away, so that a million sessions leave nothing behind. */
    private void leave(String sessionId, Turns inTurn) {
        inTurn.unlockIfHeld();
        turns.computeIfPresent(sessionId, (id, waiting) -> --waiting.users == 0 ? null : waiting);
    }

    @Override
    public boolean streams() {
        return chain.streams();
    }

    /** Who waits for one conversation. */
    private static final class Turns {
        private final ReentrantLock lock = new ReentrantLock(true);
        private int users;

        private void lock() {
            try {
                lock.lockInterruptibly();
            } catch (InterruptedException e) {
                throw CancelledException.interrupted("waiting for the conversation's turn");
            }
        }

        private void unlockIfHeld() {
            if (lock.isHeldByCurrentThread()) {
                lock.unlock();
            }
        }
    }
}
