package dev.lian4j.examples.cli;

import dev.lian4j.core.memory.ChatMessageHistory;
import dev.lian4j.core.memory.Memory;
import dev.lian4j.core.model.ChatModel;
import dev.lian4j.core.model.TokenCounter;
import dev.lian4j.memory.ConversationBufferMemory;
import dev.lian4j.memory.ConversationBufferWindowMemory;
import dev.lian4j.memory.ConversationSummaryBufferMemory;
import dev.lian4j.memory.ConversationSummaryMemory;
import dev.lian4j.memory.ConversationTokenBufferMemory;
import dev.lian4j.models.tokens.OpenAiTokenizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What {@code --memory} says.
 *
 * @param kind the kind
 * @param limit turns or tokens; 0 where the kind has none
 */
record MemoryChoice(String kind, int limit) {

    /** For options: what there is. */
    static final String KINDS =
            "buffer (all turns, the default), window:K (the last K turns), tokens:N (what fits), summary,"
                    + " or summary-buffer:N (what fits, after a summary).";

    /** All turns. */
    static final MemoryChoice BUFFER = new MemoryChoice("buffer", 0);

    private static final Pattern FORM =
            Pattern.compile("(buffer|summary)|(window|tokens|summary-buffer):([1-9][0-9]{0,5})");

    /** A memory of a history; the model makes summaries. */
    Memory over(ChatMessageHistory history, ChatModel model) {
        return switch (kind) {
            case "window" -> ConversationBufferWindowMemory.over(history, limit);
            case "tokens" -> ConversationTokenBufferMemory.over(history, limit, counter());
            case "summary" ->
                ConversationSummaryMemory.builder(model).history(history).build();
            case "summary-buffer" ->
                ConversationSummaryBufferMemory.builder(model, limit, counter())
                        .history(history)
                        .build();
            default -> ConversationBufferMemory.over(history);
        };
    }

    /** Near enough for other models too. */
    private static TokenCounter counter() {
        return OpenAiTokenizer.forModel("gpt-4o");
    }

    /** Reads the option. */
    static final class Converter implements ITypeConverter<MemoryChoice> {
        @Override
        public MemoryChoice convert(String value) {
            Matcher matcher = FORM.matcher(value);
            if (!matcher.matches()) {
                throw new TypeConversionException("'" + value + "' is none of " + KINDS);
            }
            return matcher.group(1) == null
                    ? new MemoryChoice(matcher.group(2), Integer.parseInt(matcher.group(3)))
                    : new MemoryChoice(matcher.group(1), 0);
        }
    }
}
