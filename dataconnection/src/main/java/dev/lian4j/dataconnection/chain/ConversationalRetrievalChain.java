package dev.lian4j.dataconnection.chain;

import dev.lian4j.core.Chain;
import dev.lian4j.core.memory.Turn;
import dev.lian4j.core.message.Messages;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.ChatRequest;
import java.util.Map;

/**
 * Rewords a question that leans on the conversation so that it stands alone, then answers it. The first question of a
 * conversation goes on as it is. A {@link dev.lian4j.core.memory.Memory} goes around it.
 */
public final class ConversationalRetrievalChain {

    private ConversationalRetrievalChain() {}

    /** Rewords by the English prompt. */
    public static <O> Chain<Turn, O> of(ChatModel model, Chain<String, O> answering) {
        return of(model, DocumentPrompts.CONDENSE, answering);
    }

    /** Rewords by a prompt from {@code history} and {@code question}. */
    public static <O> Chain<Turn, O> of(
            ChatModel model, Chain<Map<String, Object>, ChatRequest> condense, Chain<String, O> answering) {
        Chain<Turn, String> reworded = Chain.<Turn, Map<String, Object>>of(
                        turn -> Map.of("question", turn.input(), "history", Messages.transcript(turn.history())))
                .named("conversation")
                .then(condense)
                .then(model)
                .map(response -> response.text().strip());
        return Chain.<Turn, String>branch(turn -> turn.history().isEmpty(), Chain.of(Turn::input), reworded)
                .then(answering);
    }
}
