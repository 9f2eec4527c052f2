package dev.lian4j.prompts;

import dev.lian4j.core.error.TemplateException;
import java.util.Locale;
import java.util.Map;

/** LangChain's pairs of role and template. */
final class RoleTuple {

    private RoleTuple() {}

    static MessageTemplate template(Map.Entry<String, String> tuple, TemplateFormat format) {
        String text = tuple.getValue();
        return switch (tuple.getKey().toLowerCase(Locale.ROOT)) {
            case "system" -> MessageTemplate.system(PromptTemplate.of(format, text));
            case "user", "human" -> MessageTemplate.user(PromptTemplate.of(format, text));
            case "ai", "assistant" -> MessageTemplate.ai(PromptTemplate.of(format, text));
            case "placeholder" -> placeholder(text);
            default ->
                throw new TemplateException(
                        "Role '" + tuple.getKey() + "' is not one of system, user, human, ai, assistant, placeholder.");
        };
    }

    private static MessageTemplate placeholder(String text) {
        if (!text.startsWith("{") || !text.endsWith("}") || text.length() < 3) {
            throw new TemplateException(
                    "A placeholder is one variable in braces such as {history}, was '" + text + "'.");
        }
        return MessageTemplate.messages(text.substring(1, text.length() - 1)).optional();
    }
}
