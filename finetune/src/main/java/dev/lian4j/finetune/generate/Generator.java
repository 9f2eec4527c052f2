package dev.lian4j.finetune.generate;

import dev.lian4j.core.Run;
import dev.lian4j.core.error.ContextLengthExceededException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.finetune.model.CausalLm;
import dev.lian4j.finetune.model.Prompted;
import dev.lian4j.finetune.model.TextReader;
import dev.lian4j.finetune.text.TextTokenizer;

/**
 * Writes texts with a model, token by token; what was computed for earlier tokens is kept. Thread safe while the model is
 * not being trained: each text has a state of its own.
 */
public final class Generator {

    private static final int FIRST_ROOM = 64;

    private final Prompted model;
    private final TextTokenizer tokenizer;
    private final int contextLength;

    private Generator(Prompted model, TextTokenizer tokenizer, int contextLength) {
        this.model = model;
        this.tokenizer = tokenizer;
        this.contextLength = contextLength;
    }

    /** Writes with a model, tuned or not, and the whole context that it was trained for. */
    public static Generator of(Prompted model, TextTokenizer tokenizer) {
        return of(model, tokenizer, model.model().config().contextLength());
    }

    /**
     * Writes with a context of so many tokens, prompt and text together.
     *
     * @throws ModelException if the tokenizer has tokens that the model does not
     */
    public static Generator of(Prompted model, TextTokenizer tokenizer, int contextLength) {
        if (tokenizer.vocabularySize() > model.model().config().vocabularySize()) {
            throw new ModelException("The tokenizer has " + tokenizer.vocabularySize() + " tokens, but the model "
                    + model.model().config().vocabularySize() + "; they are of different models");
        }
        if (contextLength < 2) {
            throw new IllegalArgumentException("contextLength must be at least 2, was " + contextLength);
        }
        return new Generator(model, tokenizer, contextLength);
    }

    /** The text that follows a prompt, which is taken as it is, with what the model is used to around a text. */
    public String generate(String prompt, GenerationOptions options) {
        return generate(tokenizer.encodeWhole(prompt), options, Run.root()).text();
    }

    /**
     * The text that follows some tokens.
     *
     * @param run receives the pieces; cancelling it ends the text between two tokens
     * @throws ContextLengthExceededException if the prompt leaves no room in the context
     * @throws dev.lian4j.core.error.CancelledException if the run is cancelled, or the thread interrupted
     */
    public Generated generate(int[] prompt, GenerationOptions options, Run run) {
        if (prompt.length == 0) {
            throw new ModelException("The prompt has no tokens; a model needs one at least to start from");
        }
        int room = room(prompt);
        int limit = options.maxTokens() == 0 ? room : Math.min(options.maxTokens(), room);
        TextReader reader = TextReader.of(model, contextLength - room + Math.min(limit, FIRST_ROOM));
        return new Writing(tokenizer, options, prompt, run).write(reader, limit);
    }

    /** How many tokens may follow a prompt, behind what was learned to stand before it. */
    private int room(int[] prompt) {
        int room = contextLength - model.virtualTokens() - model.memory(1).length() - prompt.length;
        if (room < 1) {
            throw new ContextLengthExceededException(
                    "The prompt has " + prompt.length + " tokens, which leaves no room for an answer in the context of "
                            + contextLength + "; shorten it, or take a model with a longer context",
                    ModelException.Details.NONE,
                    null);
        }
        return room;
    }

    /** What it writes with. */
    public TextTokenizer tokenizer() {
        return tokenizer;
    }

    /** What it computes with. */
    public CausalLm model() {
        return model.model();
    }
}
