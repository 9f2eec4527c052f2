package dev.lian4j.prompts.ready;

import java.util.Locale;

/** What there is a ready prompt for, and the variables that its template has. */
public enum ReadyPrompt {
    /** An answer from given text only: {@code context}, {@code question}. */
    QUESTION_ANSWERING,
    /** A question that can be understood without the conversation before it: {@code chat_history}, {@code question}. */
    CONDENSE_QUESTION,
    /** A summary: {@code text}. */
    SUMMARISE,
    /** A better summary, with one more piece of the text: {@code existing_answer}, {@code text}. */
    REFINE,
    /** The summary of one piece among many: {@code text}. */
    MAP,
    /** One summary of many: {@code text}. */
    COMBINE,
    /** A translation: {@code language}, {@code text}. */
    TRANSLATE,
    /** The data in a text, as JSON: {@code schema}, {@code text}. */
    EXTRACTION,
    /** Reasoning and acting in turn: {@code tools}, {@code tool_names}, {@code input}, {@code agent_scratchpad}. */
    REACT;

    String fileName() {
        return name().toLowerCase(Locale.ROOT) + ".yaml";
    }
}
