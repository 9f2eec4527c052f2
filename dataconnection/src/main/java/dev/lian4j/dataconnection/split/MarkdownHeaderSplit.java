package dev.lian4j.dataconnection.split;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One Markdown text being cut at its headings, line by line. */
final class MarkdownHeaderSplit {

    private static final Pattern FENCE = Pattern.compile("(`{3,}+)[^`]*+|(~{3,}+).*+");

    private final List<MarkdownHeader> headers;
    private final boolean stripHeaders;
    private final Consumer<MarkdownBlock> sink;
    private final HeaderStack stack = new HeaderStack();
    private final List<String> lines = new ArrayList<>();
    private int start;
    private String fence = "";
    private Map<String, Object> metadata = Map.of();

    MarkdownHeaderSplit(List<MarkdownHeader> headers, boolean stripHeaders, Consumer<MarkdownBlock> sink) {
        this.headers = headers;
        this.stripHeaders = stripHeaders;
        this.sink = sink;
    }

    void split(String text) {
        int from = 0;
        while (from <= text.length()) {
            int end = text.indexOf('\n', from);
            int to = end < 0 ? text.length() : end;
            line(text, from, to);
            from = to + 1;
        }
        flush();
    }

    private void line(String text, int from, int to) {
        int first = MarkdownLine.start(text, from, to);
        String line = text.substring(first, MarkdownLine.end(text, first, to));
        if (!fence.isEmpty()) {
            // Code keeps its indent, but for a fence
            boolean closes = closesFence(line);
            fence = closes ? "" : fence;
            add(closes ? first : from, closes ? line : text.substring(from, to).stripTrailing());
        } else {
            prose(first, line);
        }
    }

    private boolean closesFence(String line) {
        return line.startsWith(fence) && line.chars().allMatch(c -> c == fence.charAt(0));
    }

    private void prose(int at, String line) {
        Matcher opening = FENCE.matcher(line);
        if (opening.matches()) {
            fence = opening.group(1) == null ? opening.group(2) : opening.group(1);
            add(at, line);
        } else if (!header(at, line)) {
            text(at, line);
        }
    }

    private void text(int at, String line) {
        if (line.isEmpty()) {
            flush();
        } else {
            add(at, line);
        }
    }

    private boolean header(int at, String line) {
        for (MarkdownHeader header : headers) {
            String title = header.title(line);
            if (title != null) {
                flush();
                stack.push(header.level(), header.key(), title);
                keep(at, line);
                return true;
            }
        }
        return false;
    }

    private void keep(int at, String line) {
        metadata = stack.metadata();
        if (!stripHeaders) {
            add(at, line);
        }
    }

    private void add(int at, String line) {
        start = lines.isEmpty() ? at : start;
        lines.add(line);
    }

    private void flush() {
        if (!lines.isEmpty()) {
            sink.accept(new MarkdownBlock(start, String.join("\n", lines), metadata));
            lines.clear();
        }
    }
}
