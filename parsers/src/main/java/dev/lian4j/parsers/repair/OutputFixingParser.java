package dev.lian4j.parsers.repair;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.TextResult;
import dev.lian4j.core.parser.OutputParser;

/**
 * A parser that has a model mend what it cannot parse: the model is told the form, the reply and the error, and knows
 * nothing of the question; where it should, take {@link RetryWithErrorOutputParser}. One try unless said. When all fail
 * the last error is thrown, with the earlier ones suppressed in it. Immutable. As LangChain's {@code OutputFixingParser}.
 *
 * @param <T> the value
 */
public final class OutputFixingParser<T> implements OutputParser<T> {

    private final Attempts<T> attempts;
    private final boolean chinese;

    private OutputFixingParser(Attempts<T> attempts, boolean chinese) {
        this.attempts = attempts;
        this.chinese = chinese;
    }

    /** A parser with a model, or any chain that answers requests, to mend its input. */
    public static <T> OutputFixingParser<T> of(
            OutputParser<T> parser, Chain<? super ChatRequest, ? extends TextResult> model) {
        return new OutputFixingParser<>(new Attempts<>(parser, model, 1), false);
    }

    /**
     * The same parser, asking the model so often at most.
     *
     * @throws IllegalArgumentException if that is less than once
     */
    public OutputFixingParser<T> maxRetries(int maxRetries) {
        return new OutputFixingParser<>(new Attempts<>(attempts.parser(), attempts.model(), maxRetries), chinese);
    }

    /** The same parser, asking the model in Chinese. */
    public OutputFixingParser<T> inChinese() {
        return new OutputFixingParser<>(attempts, true);
    }

    @Override
    public T parse(String text) {
        return invoke(TextResult.of(text), Run.root());
    }

    @Override
    public T invoke(TextResult result, Run run) {
        return attempts.parse(result, run, this::request);
    }

    private ChatRequest request(String reply, OutputParserException error) {
        return ChatRequest.of((chinese ? FixingPrompt.CHINESE : FixingPrompt.ENGLISH)
                .text(attempts.parser().formatInstructions(), reply, error.getMessage()));
    }

    @Override
    public String formatInstructions() {
        return attempts.parser().formatInstructions();
    }
}
