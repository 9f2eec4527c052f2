package dev.lian4j.parsers.repair;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.StepKind;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.TextResult;
import dev.lian4j.core.parser.OutputParser;

/**
 * Asks a model, parses its reply, and asks again where that fails: the model sees its own conversation with the reply,
 * and is told that it will not do. One more try unless said. A chain from the request to the value, to stand behind a
 * prompt in place of model and parser; the pieces are those of the first reply. When all fail the last error is thrown,
 * with the earlier ones suppressed in it. Immutable. As LangChain's {@code RetryOutputParser}.
 *
 * @param <T> the value
 */
public final class RetryParser<T> implements Chain<ChatRequest, T> {

    private final Attempts<T> attempts;
    private final RetryPrompt prompt;

    private RetryParser(Attempts<T> attempts, RetryPrompt prompt) {
        this.attempts = attempts;
        this.prompt = prompt;
    }

    /** A model, or any chain that answers requests, with a parser of its replies. */
    public static <T> RetryParser<T> of(
            OutputParser<T> parser, Chain<? super ChatRequest, ? extends TextResult> model) {
        return new RetryParser<>(new Attempts<>(parser, model, 1), RetryPrompt.ENGLISH);
    }

    /**
     * The same parser, asking again so often at most.
     *
     * @throws IllegalArgumentException if that is less than once
     */
    public RetryParser<T> maxRetries(int maxRetries) {
        return new RetryParser<>(new Attempts<>(attempts.parser(), attempts.model(), maxRetries), prompt);
    }

    /** The same parser, asking again in Chinese. */
    public RetryParser<T> inChinese() {
        return new RetryParser<>(attempts, RetryPrompt.CHINESE);
    }

    /**
     * The value of a reply that is there already, or of one after it.
     *
     * @throws dev.lian4j.core.error.OutputParserException if no reply could be parsed
     */
    public T parseWithPrompt(String reply, ChatRequest request) {
        return parse(TextResult.of(reply), request, Run.root());
    }

    @Override
    public T invoke(ChatRequest request, Run run) {
        return parse(run.<ChatRequest, TextResult>call(attempts.model(), request), request, run);
    }

    private T parse(TextResult reply, ChatRequest request, Run run) {
        return attempts.parse(reply, run, (latest, error) -> prompt.again(request, latest));
    }

    @Override
    public boolean streams() {
        return attempts.model().streams();
    }

    @Override
    public StepKind kind() {
        return StepKind.PARSER;
    }
}
