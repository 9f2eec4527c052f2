package dev.lian4j.prompts;

import dev.lian4j.core.error.TemplateException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The templates that a Mustache template includes by name. They come with it, and are never looked for elsewhere. Those
 * that include themselves, nest too deeply or would grow too long are refused, since the library would follow them.
 */
final class MustachePartials {

    private static final long LONGEST = 16L * 1024 * 1024;

    private final Map<String, String> texts;
    private final Map<String, List<MustacheTag>> tags = new HashMap<>();
    private final Map<String, Long> lengths = new HashMap<>();
    private final Deque<String> path = new ArrayDeque<>();

    MustachePartials(Map<String, String> texts) {
        this.texts = texts;
    }

    List<MustacheTag> tags(String name) {
        return tags.computeIfAbsent(name, this::read);
    }

    private List<MustacheTag> read(String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new TemplateException(
                    "Partial '" + name + "' is not among those given" + NearNames.hint(name, texts.keySet())
                            + ". Partials are given with the template, and never read from elsewhere.");
        }
        return MustacheTags.of(text, "Partial '" + name + "'");
    }

    /** Fails unless all that these tags include is there, ends, and is of bounded length. */
    void check(List<MustacheTag> including) {
        length(including);
    }

    private long length(List<MustacheTag> including) {
        long sum = 0;
        for (MustacheTag tag : including) {
            sum += tag.isPartial() ? length(tag.name()) : 0;
            if (sum > LONGEST) {
                throw new TemplateException(
                        "The partials, each put in its places, are longer than " + LONGEST + " characters.");
            }
        }
        return sum;
    }

    private long length(String name) {
        Long known = lengths.get(name);
        if (known != null) {
            return known;
        }
        enter(name);
        long length = length(tags(name)) + texts.getOrDefault(name, "").length();
        path.removeLast();
        lengths.put(name, length);
        return length;
    }

    private void enter(String name) {
        if (path.contains(name)) {
            throw new TemplateException(
                    "Partial '" + name + "' includes itself: " + String.join(" > ", path) + " > " + name + ".");
        }
        if (path.size() >= MustacheTags.DEEPEST) {
            throw new TemplateException("Partials nest deeper than " + MustacheTags.DEEPEST + ", at '" + name + "'.");
        }
        path.addLast(name);
    }
}
