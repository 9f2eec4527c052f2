package dev.lian4j.prompts;

import dev.lian4j.core.error.TemplateException;
import java.util.Collection;

/** Something that is made of other templates. How deeply is known when it is made, so that no stack has to find out. */
interface Nesting {

    /** The deepest that is made: far less than a stack holds. */
    int DEEPEST = 100;

    /** How many templates stand one in another, this one included. */
    int depth();

    /**
     * The depth of a template made of these.
     *
     * @throws TemplateException if that is too deep
     */
    static int above(Collection<?> parts) {
        int depth = 1 + parts.stream().mapToInt(Nesting::of).max().orElse(0);
        if (depth > DEEPEST) {
            throw new TemplateException(
                    "Templates are nested deeper than " + DEEPEST + "; join them in a row instead.");
        }
        return depth;
    }

    private static int of(Object part) {
        return part instanceof Nesting nesting ? nesting.depth() : 0;
    }
}
