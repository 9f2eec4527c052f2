package dev.lian4j.memory;

import dev.lian4j.core.Chain;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.prompt.FormattedPrompt;
import java.util.Map;

/**
 * The prompts of the summary memories; any chain from {@code summary} and {@code new_lines} to a request can take their
 * place, such as a {@code PromptTemplate}.
 */
public final class SummaryPrompts {

    /** In English. */
    public static final Chain<Map<String, Object>, ChatRequest> ENGLISH = of("""
            Below are a summary of a conversation and the lines that came after it. Write a new summary of all of it. \
            Keep names, numbers, decisions and what was promised. Write only the summary.

            Summary so far:
            %s

            New lines:
            %s

            New summary:""");

    /** In Chinese. */
    public static final Chain<Map<String, Object>, ChatRequest> CHINESE = of("""
            下面是一段对话的摘要,以及摘要之后的新对话。请写出涵盖全部内容的新摘要,保留人名、数字、决定和承诺。只写摘要本身。

            已有摘要:
            %s

            新的对话:
            %s

            新摘要:""");

    private SummaryPrompts() {}

    private static Chain<Map<String, Object>, ChatRequest> of(String text) {
        return FormattedPrompt.of("SummaryPrompt", text, "summary", "new_lines");
    }
}
