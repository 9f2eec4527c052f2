package dev.lian4j.prompts.file;

import dev.lian4j.core.error.TemplateException;

/** Whether a prompt is of the kind that somebody wants. */
final class Kinds {

    private Kinds() {}

    static <T> T checked(Object prompt, Class<T> type, String where) {
        if (!type.isInstance(prompt)) {
            throw new TemplateException(where + " is a " + prompt.getClass().getSimpleName() + ", wanted is a "
                    + type.getSimpleName() + ". Look at its '_type'.");
        }
        return type.cast(prompt);
    }
}
