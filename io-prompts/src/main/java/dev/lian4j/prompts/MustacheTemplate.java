package dev.lian4j.prompts;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import dev.lian4j.core.error.TemplateException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The Mustache form after parsing, by jmustache. Values go in as they are: a prompt is no HTML. */
record MustacheTemplate(
        Source source, String origin, com.samskivert.mustache.Template compiled, List<TemplateVariable> variables)
        implements Template {

    static MustacheTemplate parse(Source source, String origin) {
        MustachePartials partials = new MustachePartials(source.partials());
        List<MustacheTag> tags = MustacheTags.of(source.text(), origin);
        partials.check(tags);
        List<TemplateVariable> variables = new MustacheNames(partials).of(tags);
        return new MustacheTemplate(source, origin, compile(source, origin), variables);
    }

    private static com.samskivert.mustache.Template compile(Source source, String origin) {
        try {
            return Mustache.compiler()
                    .escapeHTML(false)
                    .withCollector(new MustacheValues())
                    .withFormatter(ValueText::of)
                    .withLoader(name -> new StringReader(
                            Objects.requireNonNull(source.partials().get(name))))
                    .compile(source.text());
        } catch (MustacheException e) {
            throw new TemplateException(origin + ": " + e.getMessage() + ".");
        }
    }

    @Override
    public String render(Map<String, ? extends @Nullable Object> values) {
        try {
            TextWriter out = new TextWriter();
            compiled.execute(values, out);
            return out.toString();
        } catch (MustacheException.Context e) {
            throw failed(e);
        }
    }

    private TemplateException failed(MustacheException.Context e) {
        return e.getCause() instanceof TemplateException cause
                ? cause
                : new TemplateException(
                        origin + ", line " + e.lineNo + ": no value for '" + e.key
                                + "', neither in the section's element nor outside. Open a section of that name around what may be missing.");
    }
}
