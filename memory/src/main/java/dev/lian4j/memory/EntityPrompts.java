package dev.lian4j.memory;

import dev.lian4j.core.Chain;
import dev.lian4j.core.model.ChatRequest;
import java.util.Map;

/**
 * The prompts of {@link ConversationEntityMemory}; any chains from the same values can take their place.
 *
 * @param naming from {@code history} and {@code input} to a request for the names in the input: on one line, commas
 *     between them, or NONE
 * @param telling from {@code entity}, {@code summary}, {@code history} and {@code input} to a request for all that is
 *     now known of the entity
 */
public record EntityPrompts(
        Chain<Map<String, Object>, ChatRequest> naming, Chain<Map<String, Object>, ChatRequest> telling) {

    /** In English. */
    public static final EntityPrompts ENGLISH = new EntityPrompts(
            values -> """
                    Which people, places, organisations and things with a name does the last line of this conversation \
                    speak of? Look at the earlier lines only to see whom "he" or "it" means. Answer with the names on \
                    one line, commas between them, or NONE.

                    Earlier lines:
                    %s

                    Last line:
                    Human: %s

                    Names:""".formatted(values.get("history"), values.get("input")), values -> """
                    This is what is known of %s:
                    %s

                    Earlier lines of a conversation:
                    %s

                    Last line:
                    Human: %s

                    Write in one or two sentences what is now known of %s, from the last line and what was known. \
                    If the last line says nothing new, repeat what was known.""".formatted(
                            values.get("entity"),
                            values.get("summary"),
                            values.get("history"),
                            values.get("input"),
                            values.get("entity")));

    /** In Chinese. */
    public static final EntityPrompts CHINESE = new EntityPrompts(
            values -> """
                    下面对话的最后一句提到了哪些有名称的人、地点、机构或事物?前文只用来判断"他""它"指谁。\
                    请在一行内写出名称,用逗号隔开;没有就写 NONE。

                    前文:
                    %s

                    最后一句:
                    Human: %s

                    名称:""".formatted(values.get("history"), values.get("input")), values -> """
                    关于"%s",已知:
                    %s

                    对话前文:
                    %s

                    最后一句:
                    Human: %s

                    请根据最后一句和已知的内容,用一两句话写出现在关于"%s"所知道的一切。最后一句没有新内容时,重复已知的内容。""".formatted(
                            values.get("entity"),
                            values.get("summary"),
                            values.get("history"),
                            values.get("input"),
                            values.get("entity")));

    private EntityPrompts(Text naming, Text telling) {
        this(
                Chain.<Map<String, Object>, ChatRequest>of(values -> ChatRequest.of(naming.of(values)))
                        .named("EntityNamesPrompt"),
                Chain.<Map<String, Object>, ChatRequest>of(values -> ChatRequest.of(telling.of(values)))
                        .named("EntitySummaryPrompt"));
    }

    private interface Text {
        String of(Map<String, Object> values);
    }
}
