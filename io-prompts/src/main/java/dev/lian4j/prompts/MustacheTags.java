package dev.lian4j.prompts;

import dev.lian4j.core.error.TemplateException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Checks a Mustache template before the library sees it: each tag is closed and named, sections nest and match, to a
 * depth that no stack minds. Tags that set other braces, or that inherit, are refused.
 */
final class MustacheTags {

    static final int DEEPEST = 100;

    private static final String KINDS = "#^/>!";
    private static final String REFUSED = "=<$";

    private final String text;
    private final String origin;
    private final List<MustacheTag> tags = new ArrayList<>();
    private final Deque<MustacheTag> open = new ArrayDeque<>();

    private MustacheTags(String text, String origin) {
        this.text = text;
        this.origin = origin;
    }

    /** The tags in order; {@code origin} names the text in errors. */
    static List<MustacheTag> of(String text, String origin) {
        return new MustacheTags(text, origin).read();
    }

    private List<MustacheTag> read() {
        int start = text.indexOf("{{");
        while (start >= 0) {
            MustacheTag tag = tag(start);
            nest(tag);
            tags.add(tag);
            start = text.indexOf("{{", tag.end());
        }
        if (!open.isEmpty()) {
            throw error(open.peek().start(), "section '" + open.peek().name() + "' is not closed");
        }
        return tags;
    }

    private MustacheTag tag(int start) {
        boolean triple = text.startsWith("{{{", start);
        String closing = triple ? "}}}" : "}}";
        int from = start + closing.length();
        int end = text.indexOf(closing, from);
        if (end < 0) {
            throw error(start, "the tag is not closed by '" + closing + "'. Give braces that are text as a value");
        }
        return tag(start, text.substring(from, end).strip(), triple, end + closing.length());
    }

    private MustacheTag tag(int start, String inner, boolean triple, int end) {
        char first = inner.isEmpty() ? ' ' : inner.charAt(0);
        if (REFUSED.indexOf(first) >= 0) {
            throw error(start, "a tag with '" + first + "' is not supported; there are variables, sections, partials");
        }
        if (triple || (first != '&' && KINDS.indexOf(first) < 0)) {
            return checked(new MustacheTag(' ', inner, start, end));
        }
        char kind = first == '&' ? ' ' : first;
        return checked(new MustacheTag(kind, inner.substring(1).strip(), start, end));
    }

    private MustacheTag checked(MustacheTag tag) {
        if (!tag.isComment() && !isName(tag)) {
            throw error(
                    tag.start(),
                    "'" + TemplateParser.shown(tag.name())
                            + "' is not a variable: names have letters, digits and '_', with dots between them");
        }
        return tag;
    }

    private static boolean isName(MustacheTag tag) {
        if (tag.name().equals(".")) {
            return !tag.isPartial();
        }
        String[] names = tag.name().split("\\.", -1);
        for (int i = 0; i < names.length; i++) {
            boolean index = i > 0 && names[i].matches("\\d{1,9}");
            if (!index && !VariableName.isValid(names[i])) {
                return false;
            }
        }
        return !names[0].equals("this");
    }

    private void nest(MustacheTag tag) {
        if (tag.opensSection()) {
            open.push(tag);
            if (open.size() > DEEPEST) {
                throw error(tag.start(), "sections nest deeper than " + DEEPEST);
            }
        } else if (tag.closesSection()) {
            close(tag);
        }
    }

    private void close(MustacheTag tag) {
        if (open.isEmpty()) {
            throw error(tag.start(), "'/" + tag.name() + "' closes no section");
        }
        MustacheTag opened = open.pop();
        if (!opened.name().equals(tag.name())) {
            throw error(tag.start(), "'/" + tag.name() + "' closes section '" + opened.name() + "'; close that first");
        }
    }

    private TemplateException error(int at, String what) {
        return new TemplateException(TextPosition.of(text, at).in(origin) + ": " + what + ".");
    }
}
