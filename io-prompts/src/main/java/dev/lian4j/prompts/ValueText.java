package dev.lian4j.prompts;

import dev.lian4j.core.message.Content;
import dev.lian4j.core.message.Message;
import dev.lian4j.core.message.Messages;
import dev.lian4j.core.model.TextResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a value is written into a prompt: what has a text gives it, a conversation its lines, the rest its toString. */
final class ValueText {

    private ValueText() {}

    static String of(@Nullable Object value) {
        return value instanceof String text ? text : ofOther(value);
    }

    private static String ofOther(@Nullable Object value) {
        if (value instanceof TextResult result) {
            return result.text();
        }
        if (value instanceof Message message) {
            return message.text();
        }
        if (value instanceof List<?> list && !list.isEmpty() && list.stream().allMatch(Message.class::isInstance)) {
            return Messages.transcript(list.stream().map(Message.class::cast).toList());
        }
        return value instanceof Content content ? ofContent(content) : String.valueOf(value);
    }

    private static String ofContent(Content content) {
        return content instanceof Content.Image image ? image.uri().toString() : ((Content.Text) content).text();
    }
}
