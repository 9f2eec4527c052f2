package dev.lian4j.core.prompt;

import dev.lian4j.core.Chain;
import dev.lian4j.core.model.ChatRequest;
import java.util.List;
import java.util.Map;

/**
 * The form of the prompts that come with the library: a text with places of {@link java.util.Formatter}, which named values
 * take. For prompts of one's own there are the templates of {@code io-prompts}.
 */
public final class FormattedPrompt {

    private FormattedPrompt() {}

    /**
     * A step from values to a request of one message of the user.
     *
     * @param name of the step
     * @param text {@code %s}, or {@code %1$s} for the first of the names, and so on
     * @param values the names of the values, in the order of the places; one that is not given is written as null
     */
    public static Chain<Map<String, Object>, ChatRequest> of(String name, String text, String... values) {
        List<String> names = List.of(values);
        return Chain.<Map<String, Object>, ChatRequest>of(given -> ChatRequest.of(
                        text.formatted(names.stream().map(given::get).toArray())))
                .named(name);
    }
}
