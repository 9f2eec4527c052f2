package dev.lian4j.dataconnection.retrieve;

import dev.lian4j.core.Chain;
import dev.lian4j.core.model.ChatRequest;
import dev.lian4j.core.prompt.FormattedPrompt;
import java.util.Map;

/**
 * The prompts by which a model helps to search; any chain from the same values to a request can take their place.
 * {@code question} is the question; {@code count} how many others are wanted.
 */
public final class QueryPrompts {

    /** Other wordings of a question, one a line. */
    public static final Chain<Map<String, Object>, ChatRequest> OTHER_WORDINGS = of(
            "OtherWordingsPrompt",
            "Write %2$s other wordings of this question, so that a search finds what the first wording misses. One a"
                    + " line, in the question's language, nothing else.\n\nQuestion: %1$s");

    /** As {@link #OTHER_WORDINGS}, in Chinese. */
    public static final Chain<Map<String, Object>, ChatRequest> OTHER_WORDINGS_ZH =
            of("OtherWordingsPrompt", "请用另外 %2$s 种说法改写下面的问题,以便检索到原说法找不到的资料。每行一个,不要写别的。\n\n问题:%1$s");

    /** A passage that would answer the question (HyDE). */
    public static final Chain<Map<String, Object>, ChatRequest> HYPOTHETICAL = of(
            "HypotheticalPrompt",
            "Write a short passage, as it might stand in a document, that answers this question. Write only the"
                    + " passage, in the question's language.\n\nQuestion: %1$s");

    /** As {@link #HYPOTHETICAL}, in Chinese. */
    public static final Chain<Map<String, Object>, ChatRequest> HYPOTHETICAL_ZH =
            of("HypotheticalPrompt", "请写一小段文字,像是资料里回答下面问题的那一段。只写这段文字。\n\n问题:%1$s");

    /** The more general question behind the question (step-back). */
    public static final Chain<Map<String, Object>, ChatRequest> STEP_BACK = of(
            "StepBackPrompt",
            "Write the one more general question whose answer helps with this question. Write only that question, in"
                    + " the question's language.\n\nQuestion: %1$s");

    /** As {@link #STEP_BACK}, in Chinese. */
    public static final Chain<Map<String, Object>, ChatRequest> STEP_BACK_ZH =
            of("StepBackPrompt", "请写出一个更一般的问题，它的答案有助于回答下面的问题。只写那个问题。\n\n问题：%1$s");

    private QueryPrompts() {}

    private static Chain<Map<String, Object>, ChatRequest> of(String name, String text) {
        return FormattedPrompt.of(name, text, "question", "count");
    }
}
