package dev.lian4j.prompts;

import dev.lian4j.core.error.TemplateException;
import java.util.HashMap;
import java.util.Map;

/** Joins two templates of one form. */
final class TemplateJoint {

    private TemplateJoint() {}

    static Template of(Template first, Template second) {
        if (first instanceof FStringTemplate left && second instanceof FStringTemplate right) {
            return left.plus(right);
        }
        if (first instanceof MustacheTemplate left && second instanceof MustacheTemplate right) {
            return of(left.source(), right.source()).parse("Template");
        }
        throw new TemplateException(
                "A template in the form " + first.source().format().label()
                        + " cannot be joined to one in the form "
                        + second.source().format().label() + "; make both of one form, or join them as messages.");
    }

    private static Template.Source of(Template.Source first, Template.Source second) {
        Map<String, String> partials = new HashMap<>(first.partials());
        second.partials().forEach((name, text) -> {
            String other = partials.putIfAbsent(name, text);
            if (other != null && !other.equals(text)) {
                throw new TemplateException("Both templates include a partial '" + name + "', of different texts.");
            }
        });
        return new Template.Source(TemplateFormat.MUSTACHE, first.text() + second.text(), Map.copyOf(partials));
    }
}
