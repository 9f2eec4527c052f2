package dev.lian4j.models.anthropic;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lian4j.core.error.ModelException;
import dev.lian4j.core.model.ChatParameters;
import dev.lian4j.core.model.ReasoningEffort;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes how long a model is to think, and with it the limit of tokens, of which thoughts are a part. */
final class Thinking {

    /** The protocol's least. */
    private static final int LEAST = 1024;

    private Thinking() {}

    static void write(ObjectNode body, ChatParameters given, boolean adaptive) {
        Integer asked = given.maxTokens();
        ReasoningEffort effort = given.reasoningEffort();
        body.put("max_tokens", asked == null ? ChatAnthropic.DEFAULT_MAX_TOKENS : asked);
        if (effort == ReasoningEffort.NONE) {
            body.putObject("thinking").put("type", "disabled");
        } else if (effort != null && adaptive) {
            degree(body, effort);
        } else if (effort != null) {
            budget(body, tokens(effort), asked);
        }
    }

    private static void budget(ObjectNode body, int wanted, @Nullable Integer asked) {
        int budget = asked == null ? wanted : within(asked, wanted);
        body.put("max_tokens", asked == null ? ChatAnthropic.DEFAULT_MAX_TOKENS + budget : asked);
        body.putObject("thinking").put("type", "enabled").put("budget_tokens", budget);
    }

    private static void degree(ObjectNode body, ReasoningEffort effort) {
        String degree =
                effort == ReasoningEffort.MINIMAL ? "low" : effort.name().toLowerCase(Locale.ROOT);
        body.putObject("thinking").put("type", "adaptive");
        body.putObject("output_config").put("effort", degree);
    }

    private static int tokens(ReasoningEffort effort) {
        return switch (effort) {
            case NONE, MINIMAL -> LEAST;
            case LOW -> 2048;
            case MEDIUM -> 8192;
            case HIGH -> 16_384;
        };
    }

    /** What was asked for is the limit of both: the thoughts leave the answer at least half of it, if they can. */
    private static int within(int limit, int budget) {
        if (limit <= LEAST) {
            throw new ModelException("Anthropic's models think at least " + LEAST + " tokens, which are part of"
                    + " maxTokens, here " + limit + "; raise it, or do not ask for reasoning");
        }
        return Math.min(budget, Math.max(LEAST, limit / 2));
    }
}
