package dev.lian4j.memory;

import dev.lian4j.core.Chain;
import dev.lian4j.core.memory.ChatMessageHistory;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/**
 * What the summary memories can be set to. Not thread safe.
 *
 * @param <B> the builder itself
 */
public abstract class SummaryMemoryBuilder<B extends SummaryMemoryBuilder<B>> {
    final ChatModel model;
    ChatMessageHistory history = InMemoryChatMessageHistory.create();
    Chain<Map<String, Object>, ChatRequest> prompt = SummaryPrompts.ENGLISH;
    Executor executor = Runnable::run;
    Summary summary = Summary.NONE;
    Consumer<RuntimeException> onFailure = failure -> LoggerFactory.getLogger(Summariser.class)
            .warn("The conversation could not be summarised; nothing is lost, it is tried again", failure);

    SummaryMemoryBuilder(ChatModel model) {
        this.model = model;
    }

    abstract B self();

    /** Where the messages are kept; default: as long as the program lives. */
    public B history(ChatMessageHistory kept) {
        this.history = kept;
        return self();
    }

    /** Makes the request from {@code summary} and {@code new_lines}; default {@link SummaryPrompts#ENGLISH}. */
    public B prompt(Chain<Map<String, Object>, ChatRequest> template) {
        this.prompt = template;
        return self();
    }

    /** Where the summaries are made; default: on the thread that saves, so that the next turn has them. */
    public B executor(Executor elsewhere) {
        this.executor = elsewhere;
        return self();
    }

    /** A summary from an earlier run, of the messages that the history begins with. */
    public B summary(Summary earlier) {
        this.summary = earlier;
        return self();
    }

    /** Is told of a summary that failed; default: a warning in the log. */
    public B onFailure(Consumer<RuntimeException> listener) {
        this.onFailure = listener;
        return self();
    }
}
