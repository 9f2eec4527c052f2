package dev.lian4j.parsers.repair;

import dev.lian4j.core.Chain;
import dev.lian4j.core.Run;
import dev.lian4j.core.error.LianException;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.model.TextResult;
import dev.lian4j.core.parser.OutputParser;
import java.util.ArrayList;
import java.util.List;

/**
 * Parsing a reply, and asking for another where that fails.
 *
 * @param parser the parser
 * @param model what is asked; its pieces are kept quiet, since they are not those of the first reply
 * @param maxRetries how often it is asked
 */
record Attempts<T>(OutputParser<T> parser, Chain<? super ChatRequest, ? extends TextResult> model, int maxRetries) {

    Attempts {
        if (maxRetries < 1) {
            throw new IllegalArgumentException("maxRetries must be at least 1, was " + maxRetries);
        }
    }

    /** The value of the reply or of one after it; else the last error, with the earlier ones suppressed in it. */
    T parse(TextResult reply, Run run, Question question) {
        List<OutputParserException> errors = new ArrayList<>();
        TextResult latest = reply;
        while (true) {
            try {
                return run.call(parser, latest);
            } catch (OutputParserException e) {
                errors.forEach(e::addSuppressed);
                if (errors.size() == maxRetries) {
                    throw e;
                }
                errors.add(e);
                latest = ask(question.about(latest.text(), e), run.muted(), e);
            }
        }
    }

    private TextResult ask(ChatRequest request, Run run, OutputParserException because) {
        try {
            return run.<ChatRequest, TextResult>call(model, request);
        } catch (LianException e) {
            e.addSuppressed(because);
            throw e;
        }
    }

    /** Makes the next request of a reply and what was wrong with it. */
    @FunctionalInterface
    interface Question {
        ChatRequest about(String reply, OutputParserException error);
    }
}
