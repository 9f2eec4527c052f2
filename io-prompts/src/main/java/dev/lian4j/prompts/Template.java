package dev.lian4j.prompts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A template after parsing; rendering is one walk over the parts, in which values are copied and never read. */
record Template(List<Part> parts) {

    Template {
        parts = List.copyOf(parts);
    }

    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (Part part : parts) {
            if (part instanceof Part.Variable variable) {
                names.add(variable.name());
            }
        }
        return names;
    }

    String render(Map<String, ? extends @Nullable Object> values) {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Literal literal) {
                out.append(literal.text());
            } else if (part instanceof Part.Variable variable) {
                out.append(ValueText.of(values.get(variable.name())));
            }
        }
        return out.toString();
    }

    Template plus(Template other) {
        List<Part> joined = new ArrayList<>(parts);
        joined.addAll(other.parts);
        return new Template(joined);
    }

    /** The text that parses to this template again. */
    String source() {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Literal literal) {
                out.append(PromptTemplate.escape(literal.text()));
            } else if (part instanceof Part.Variable variable) {
                out.append('{').append(variable.name()).append('}');
            }
        }
        return out.toString();
    }
}
