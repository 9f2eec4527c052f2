package dev.lian4j.prompts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The f-string form after parsing; rendering is one walk over the parts. */
record FStringTemplate(List<Part> parts, List<TemplateVariable> variables) implements Template {

    static FStringTemplate of(List<Part> parts) {
        Set<String> names = new LinkedHashSet<>();
        for (Part part : parts) {
            if (part instanceof Part.Variable variable) {
                names.add(variable.name());
            }
        }
        return new FStringTemplate(
                List.copyOf(parts), names.stream().map(TemplateVariable::text).toList());
    }

    @Override
    public String render(Map<String, ? extends @Nullable Object> values) {
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

    FStringTemplate plus(FStringTemplate other) {
        List<Part> joined = new ArrayList<>(parts);
        joined.addAll(other.parts);
        return of(joined);
    }

    @Override
    public Source source() {
        StringBuilder out = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Literal literal) {
                out.append(PromptTemplate.escape(literal.text()));
            } else if (part instanceof Part.Variable variable) {
                out.append('{').append(variable.name()).append('}');
            }
        }
        return new Source(TemplateFormat.F_STRING, out.toString(), Map.of());
    }
}
