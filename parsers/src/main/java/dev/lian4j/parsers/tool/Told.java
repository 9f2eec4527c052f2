package dev.lian4j.parsers.tool;

import dev.lian4j.core.Run;
import dev.lian4j.core.error.CancelledException;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.message.ToolCall;
import dev.lian4j.core.message.ToolMessage;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a model is told where its call came to nothing, so that it can do better. */
final class Told {

    private static final Logger LOG = LoggerFactory.getLogger(Told.class);

    private Told() {}

    static ToolMessage unknown(ToolCall call, Collection<String> names) {
        return error(
                call,
                "There is no tool '" + Secrets.hidden(call.name()) + "'. "
                        + (names.isEmpty()
                                ? "No tool can be called."
                                : "The tools are: " + String.join(", ", names) + "."));
    }

    static ToolMessage misfit(ToolCall call, OutputParserException e) {
        return error(
                call,
                "Tool '" + call.name() + "' was not called, since its arguments are not right. " + e.getMessage()
                        + " Call it again with arguments that are one JSON object after its schema.");
    }

    /**
     * The failure of a tool; the cancelling of a run is none.
     *
     * @throws CancelledException if the run was cancelled, or the thread interrupted
     */
    static ToolMessage failure(ToolCall call, Exception e, Run run) {
        if (e instanceof CancelledException cancelled) {
            throw cancelled;
        }
        if (e instanceof InterruptedException) {
            throw CancelledException.interrupted("calling tool '" + call.name() + "'");
        }
        run.checkCancelled();
        String reason = reason(e);
        LOG.debug("Tool '{}' failed: {}", call.name(), reason);
        return error(call, "Tool '" + call.name() + "' failed: " + reason);
    }

    private static String reason(Exception e) {
        String message = e.getMessage();
        String type = e.getClass().getSimpleName();
        return message == null || message.isBlank() ? type : type + ": " + Secrets.hidden(message);
    }

    private static ToolMessage error(ToolCall call, String text) {
        return new ToolMessage(call.id(), text, true);
    }
}
