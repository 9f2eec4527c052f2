package dev.lian4j.models.local;

import dev.lian4j.core.Run;
import dev.lian4j.core.error.ContextLengthExceededException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.models.local.worker.Frame;
import dev.lian4j.models.local.worker.Kind;

/** Counts tokens against the context. */
record TokenCount(ModelHost host, NativeProcess process, Run run) {

    /**
     * The tokens of a text.
     *
     * @throws ContextLengthExceededException if the context has no room for them and one more
     */
    int checked(String text) {
        // No token is longer, so a text that is far too long need not pass through native code.
        long atLeast = text.length() / (long) host.header().longestToken();
        if (atLeast >= host.contextSize()) {
            throw tooLong("at least " + atLeast);
        }
        int bos = host.header().addsBos() ? 1 : 0;
        Frame answer = process.ask(run, call -> Frame.of(call, Kind.COUNT, text));
        int tokens = Integer.parseInt(answer.text()) + bos;
        if (tokens >= host.contextSize()) {
            throw tooLong(Integer.toString(tokens));
        }
        return tokens;
    }

    private ContextLengthExceededException tooLong(String tokens) {
        long trained = host.header().contextLength();
        String wayOut = trained > host.contextSize()
                ? "shorten it, or open the model with a contextSize of up to " + trained
                : "shorten it";
        return new ContextLengthExceededException(
                "The prompt has " + tokens + " tokens, but the context of " + host.name() + " holds "
                        + host.contextSize() + " together with the answer: " + wayOut,
                ModelException.Details.NONE,
                null);
    }
}
