package dev.lian4j.prompts;

/**
 * One tag of a Mustache template.
 *
 * @param kind {@code #}, {@code ^}, {@code /}, {@code >}, {@code !}, or a blank for a variable
 * @param name what stands in it, without blanks around
 * @param start where its braces open, in UTF-16 characters
 * @param end just after its braces
 */
record MustacheTag(char kind, String name, int start, int end) {

    boolean opensSection() {
        return kind == '#' || kind == '^';
    }

    boolean closesSection() {
        return kind == '/';
    }

    boolean isPartial() {
        return kind == '>';
    }

    boolean isComment() {
        return kind == '!';
    }

    boolean isVariable() {
        return kind == ' ';
    }

    /** The name that is looked up; what follows a dot is looked up in its value. Empty for {@code .} alone. */
    String firstName() {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
