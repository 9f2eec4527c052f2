package dev.lian4j.finetune.text;

import dev.lian4j.core.message.Message;
import java.util.List;

/**
 * How a conversation is written for a model. A whole training example is {@link #prompt} of what came before, the answer,
 * and {@link #end}.
 */
public interface ChatTemplate {

    /**
     * The conversation, up to where the model is to answer. Roles' marks are special tokens, so that texts of users should
     * have been made {@linkplain SpecialTokens#harmless harmless} before.
     *
     * @param messages of the system (first only), user and assistant, texts only
     * @throws dev.lian4j.core.error.ModelException if there are others, or they come in an order that it cannot write
     */
    String prompt(List<Message> messages);

    /** What stands behind an answer: the token that ends it. */
    String end();
}
