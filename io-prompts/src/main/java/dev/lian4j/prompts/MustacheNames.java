package dev.lian4j.prompts;

import dev.lian4j.core.error.TemplateException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The variables of a Mustache template. Those outside of sections are required. A section may be missing, and within one
 * a name may be that of an element, so neither is required.
 */
final class MustacheNames {

    private final MustachePartials partials;
    private final Map<String, TemplateVariable> found = new LinkedHashMap<>();
    private final Set<String> visited = new HashSet<>();

    MustacheNames(MustachePartials partials) {
        this.partials = partials;
    }

    List<TemplateVariable> of(List<MustacheTag> tags) {
        collect(tags, 0);
        return List.copyOf(found.values());
    }

    private void collect(List<MustacheTag> tags, int outerDepth) {
        int depth = outerDepth;
        for (MustacheTag tag : tags) {
            if (tag.isPartial()) {
                include(tag.name(), depth);
            } else if (tag.closesSection()) {
                depth--;
            } else if (!tag.isComment()) {
                add(tag, depth);
                depth += tag.opensSection() ? 1 : 0;
            }
        }
    }

    private void include(String name, int depth) {
        if (visited.add((depth > 0) + name)) {
            collect(partials.tags(name), depth);
        }
    }

    private void add(MustacheTag tag, int depth) {
        String name = tag.firstName();
        if (name.isEmpty()) {
            checkElement(depth);
        } else {
            boolean required = depth == 0 && tag.isVariable();
            TemplateVariable before = found.get(name);
            found.put(name, new TemplateVariable(name, required || (before != null && before.required()), false));
        }
    }

    private static void checkElement(int depth) {
        if (depth == 0) {
            throw new TemplateException(
                    "'{{.}}' is the element of a list, and no section is open where it stands. Name a variable there.");
        }
    }
}
