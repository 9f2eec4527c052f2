package dev.lian4j.models.local;

import dev.lian4j.core.error.ContextLengthExceededException;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.models.local.worker.Frame;
import dev.lian4j.models.local.worker.Kind;

/** Counting tokens against the context. */
final class TokenCount {
    private TokenCount() {}

    /**
     * The tokens of a text.
     *
     * @throws ContextLengthExceededException if the context has no room for them and one more
     */
    static int checked(ModelHost host, NativeProcess process, String text) {
        // No token is longer, so a text that is far too long need not pass through native code.
        long atLeast = text.length() / (long) host.header().longestToken();
        if (atLeast >= host.contextSize()) {
            throw tooLong(host, "at least " + atLeast);
        }
        int bos = host.header().addsBos() ? 1 : 0;
        Frame answer = process.begin(call -> Frame.of(call, Kind.COUNT, text)).next();
        int tokens = Integer.parseInt(answer.text()) + bos;
        if (tokens >= host.contextSize()) {
            throw tooLong(host, Integer.toString(tokens));
        }
        return tokens;
    }

    private static ContextLengthExceededException tooLong(ModelHost host, String tokens) {
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
