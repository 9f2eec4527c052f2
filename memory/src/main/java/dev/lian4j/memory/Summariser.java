package dev.lian4j.memory;

import dev.lian4j.core.Chain;
import dev.lian4j.core.memory.ChatMessageHistory;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.Messages;
import dev.lian4j.core.message.SystemMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/**
 * Keeps the summary of a history up to date. The history keeps everything; a message counts as summarised only when the
 * summary that holds it is there, so a failure loses none: it is told as it is, and summarised with the next.
 */
final class Summariser {
    private final ChatMessageHistory history;
    private final Chain<Map<String, Object>, String> chain;
    private final ToIntFunction<List<Message>> due;
    private final Executor executor;
    private final Consumer<RuntimeException> onFailure;
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger timesForgotten = new AtomicInteger();
    private volatile Summary summary;

    /**
     * @param due how many of the messages that are not summarised are due, from the oldest
     */
    Summariser(SummaryMemoryBuilder<?> options, ToIntFunction<List<Message>> due) {
        this.history = options.history;
        this.chain = options.prompt
                .then(options.model)
                .map(response -> response.text().strip());
        this.due = due;
        this.executor = options.executor;
        this.onFailure = options.onFailure;
        this.summary = options.summary;
    }

    Summary summary() {
        return summary;
    }

    /** The system messages, the summary as one more, and the messages that are not in it. */
    List<Message> messages() {
        Summary now = summary;
        List<Message> all = history.messages();
        int from = Math.min(now.messages(), all.size());
        List<Message> told = new ArrayList<>(all.subList(0, from).stream()
                .filter(SystemMessage.class::isInstance)
                .toList());
        if (!now.text().isEmpty()) {
            told.add(Message.system(now.text()));
        }
        told.addAll(all.subList(from, all.size()));
        return List.copyOf(told);
    }

    void save(List<Message> turn) {
        history.add(turn);
        executor.execute(this::catchUp);
    }

    /** Summarises what is due; whoever comes while another is at it leaves it to that one. */
    private void catchUp() {
        if (requests.getAndIncrement() > 0) {
            return;
        }
        int answered;
        do {
            answered = requests.get();
            steps();
        } while (requests.addAndGet(-answered) > 0);
    }

    private void steps() {
        try {
            while (step()) {
                // one summary for each time that something is due
            }
        } catch (RuntimeException e) {
            onFailure.accept(e);
        }
    }

    private boolean step() {
        int era = timesForgotten.get();
        Summary before = summary;
        List<Message> all = history.messages();
        List<Message> fresh = all.subList(Math.min(before.messages(), all.size()), all.size());
        int count = due.applyAsInt(fresh);
        if (count == 0) {
            return false;
        }
        String lines = Messages.transcript(Turns.withoutSystemMessages(fresh.subList(0, count)));
        String text =
                lines.isEmpty() ? before.text() : chain.invoke(Map.of("summary", before.text(), "new_lines", lines));
        replace(era, new Summary(text, before.messages() + count));
        return true;
    }

    /** Unless the conversation was forgotten meanwhile. */
    private synchronized void replace(int era, Summary after) {
        if (timesForgotten.get() == era) {
            summary = after;
        }
    }

    synchronized void clear() {
        timesForgotten.incrementAndGet();
        history.clear();
        summary = Summary.NONE;
    }
}
