package dev.lian4j.prompts;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A template after parsing. Rendering copies values and never reads them. */
sealed interface Template permits FStringTemplate, MustacheTemplate {

    /** The places, each once, in the order of their first use. */
    List<TemplateVariable> variables();

    /** The text; the values were checked before. */
    String render(Map<String, ? extends @Nullable Object> values);

    /** The text that parses to this template again. */
    Source source();

    /**
     * A template as text.
     *
     * @param format its form
     * @param text the template
     * @param partials templates that it includes by name
     */
    record Source(TemplateFormat format, String text, Map<String, String> partials) {

        Template parse(String origin) {
            return format == TemplateFormat.MUSTACHE
                    ? MustacheTemplate.parse(this, origin)
                    : TemplateParser.parse(text, origin);
        }
    }
}
