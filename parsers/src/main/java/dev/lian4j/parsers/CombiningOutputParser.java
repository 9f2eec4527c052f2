package dev.lian4j.parsers;

import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.parser.OutputParser;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several parsers for one reply, which gives their parts one after another with a blank line between; one map of all. A
 * blank line in a fenced block does not end a part; what there is beyond the last part belongs to it. A later value
 * replaces an older one of its name. Immutable. As LangChain's {@code CombiningOutputParser}.
 */
public final class CombiningOutputParser implements OutputParser<Map<String, Object>> {

    private final List<OutputParser<? extends Map<String, ?>>> parsers;
    private final Wording wording;

    private CombiningOutputParser(List<OutputParser<? extends Map<String, ?>>> parsers, Wording wording) {
        this.parsers = parsers;
        this.wording = wording;
    }

    /**
     * A parser of what two parse, in this order.
     *
     * @throws IllegalArgumentException if one combines others itself
     */
    public static CombiningOutputParser of(
            OutputParser<? extends Map<String, ?>> first, OutputParser<? extends Map<String, ?>> second) {
        return of(List.of(first, second));
    }

    /**
     * A parser of what these parse, in this order.
     *
     * @throws IllegalArgumentException if there are fewer than two, or one combines others itself
     */
    public static CombiningOutputParser of(List<? extends OutputParser<? extends Map<String, ?>>> parsers) {
        if (parsers.size() < 2 || parsers.stream().anyMatch(CombiningOutputParser.class::isInstance)) {
            throw new IllegalArgumentException("Combine at least two parsers, none of which combines others");
        }
        return new CombiningOutputParser(List.copyOf(parsers), Wording.ENGLISH);
    }

    /** The same parser, whose own format instructions are in Chinese; those of its parsers stay as they are. */
    public CombiningOutputParser inChinese() {
        return new CombiningOutputParser(parsers, Wording.CHINESE);
    }

    @Override
    public Map<String, Object> parse(String text) {
        Limits.check(text);
        List<String> parts = parts(text);
        if (parts.size() < parsers.size()) {
            throw new OutputParserException(
                    "The output has " + parts.size() + " parts with a blank line between, expected " + parsers.size()
                            + ".",
                    text);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < parsers.size(); i++) {
            values.putAll(parsed(i, parts.get(i), text));
        }
        return Collections.unmodifiableMap(values);
    }

    private Map<String, ?> parsed(int index, String part, String text) {
        try {
            return parsers.get(index).parse(part);
        } catch (OutputParserException e) {
            throw new OutputParserException("Part " + (index + 1) + " of the output: " + e.getMessage(), text, e);
        }
    }

    /** At most as many parts as parsers, each with something in it. */
    private List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean fenced = false;
        for (String line : text.lines().toList()) {
            fenced ^= line.stripLeading().startsWith("```");
            boolean ends = line.isBlank() && !fenced && parts.size() < parsers.size() - 1;
            if (ends) {
                add(parts, part);
            } else {
                part.append(line).append('\n');
            }
        }
        add(parts, part);
        return parts;
    }

    private static void add(List<String> parts, StringBuilder part) {
        String whole = part.toString().strip();
        part.setLength(0);
        if (!whole.isEmpty()) {
            parts.add(whole);
        }
    }

    @Override
    public String formatInstructions() {
        StringBuilder instructions = new StringBuilder(wording.choose(
                "Give " + parsers.size() + " outputs one after another, with a blank line between them.",
                "依次给出 " + parsers.size() + " 个输出，各输出之间空一行。"));
        for (int i = 0; i < parsers.size(); i++) {
            instructions
                    .append(wording.choose("\n\nOutput " + (i + 1) + ":\n", "\n\n第 " + (i + 1) + " 个输出：\n"))
                    .append(parsers.get(i).formatInstructions());
        }
        return instructions.toString();
    }
}
