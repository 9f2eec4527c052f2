package dev.lian4j.dataconnection.split;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One Markdown text being cut at headings, code and rules. */
final class MarkdownSyntaxSplit {

    private static final Pattern HEADER = Pattern.compile("(#{1,6}) (.*)", Pattern.DOTALL);
    private static final Pattern FENCE = Pattern.compile("(```|~~~)(.*)", Pattern.DOTALL);
    private static final Pattern RULE = Pattern.compile("(?:\\*{3,}|-{3,}|_{3,})\\s*");
    private static final Pattern LINE = Pattern.compile("[^\\r\\n]+");

    private final String text;
    private final Map<String, String> headers;
    private final boolean stripHeaders;
    private final HeaderStack stack = new HeaderStack();
    private final List<MarkdownBlock> sections = new ArrayList<>();
    private int start;
    private boolean inCode;
    private String code = "";

    MarkdownSyntaxSplit(String text, Map<String, String> headers, boolean stripHeaders) {
        this.text = text;
        this.headers = headers;
        this.stripHeaders = stripHeaders;
    }

    List<MarkdownBlock> sections() {
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            int to = end < 0 ? text.length() : end + 1;
            line(text.substring(from, to), from, to);
            from = to;
        }
        end(text.length(), text.length());
        return sections;
    }

    private void line(String line, int from, int to) {
        Matcher fence = FENCE.matcher(line);
        if (fence.matches()) {
            fence(fence.group(2).strip(), from, to);
        } else if (!inCode) {
            prose(line, from, to);
        }
    }

    private void fence(String language, int from, int to) {
        if (!inCode) {
            end(from, from);
            code = language;
        } else {
            end(to, to);
        }
        inCode = !inCode;
    }

    private void prose(String line, int from, int to) {
        Matcher header = HEADER.matcher(line);
        if (header.matches() && headers.containsKey(header.group(1))) {
            end(from, stripHeaders ? to : from);
            int level = header.group(1).length();
            stack.push(
                    level,
                    headers.getOrDefault(header.group(1), ""),
                    header.group(2).strip());
        } else if (RULE.matcher(line).matches()) {
            end(from, to);
        }
    }

    /** Ends the section under way, and starts the next. */
    private void end(int to, int nextStart) {
        String section = text.substring(start, to);
        if (!section.isBlank()) {
            Map<String, Object> metadata = new LinkedHashMap<>(stack.metadata());
            if (inCode) {
                metadata.put("Code", code);
            }
            sections.add(new MarkdownBlock(start, section, metadata));
        }
        start = nextStart;
    }

    /** The lines of a section that are not blank, without their ends. */
    static Stream<MarkdownBlock> lines(MarkdownBlock section) {
        return LINE.matcher(section.text())
                .results()
                .filter(line -> !line.group().isBlank())
                .map(line -> new MarkdownBlock(section.start() + line.start(), line.group(), section.metadata()));
    }
}
