package dev.lian4j.dataconnection.split;

import java.util.List;

/** Cuts texts in which single characters, the marks, stand for parts that are never cut. */
final class PreservedText {

    /** The start of Unicode's private plane 15. */
    private static final int FIRST = 0xF0000;

    private static final int LAST = 0xFFFFF;

    private final ChunkOptions options;
    private final List<Separator> separators;

    PreservedText(ChunkOptions options, List<String> separators) {
        this.options = options;
        this.separators = separators.stream()
                .map(separator -> Separator.of(separator, false))
                .toList();
    }

    /** The mark of a part; the part itself, which may be cut then, where a section has more than 65,536. */
    static String mark(int index, String part) {
        return index <= LAST - FIRST ? Character.toString(FIRST + index) : part;
    }

    static String withoutMarks(String text) {
        return text.codePoints().noneMatch(PreservedText::isMark)
                ? text
                : text.codePoints()
                        .filter(c -> !isMark(c))
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
    }

    private static boolean isMark(int c) {
        return c >= FIRST && c <= LAST;
    }

    List<String> chunks(HtmlSemanticSection section) {
        String text = section.text();
        LengthFunction length = (whole, from, to) -> length(whole, from, to, section.preserved());
        if (length.length(text, 0, text.length()) <= options.size()) {
            return List.of(restored(text, section.preserved()));
        }
        ChunkOptions measured =
                new ChunkOptions(options.size(), options.overlap(), length, options.keepSeparator(), false, true);
        ChunkRanges ranges = new RecursiveSplit(text, separators, measured).chunks();
        return ranges.stream(text)
                .map(chunk -> restored(chunk, section.preserved()).strip())
                .filter(chunk -> !chunk.isEmpty())
                .toList();
    }

    private static int length(String text, int from, int to, List<String> preserved) {
        return text.substring(from, to)
                .codePoints()
                .map(c -> isMark(c) ? preserved.get(c - FIRST).length() : Character.charCount(c))
                .sum();
    }

    private static String restored(String text, List<String> preserved) {
        StringBuilder restored = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (isMark(c)) {
                restored.append(preserved.get(c - FIRST));
            } else {
                restored.appendCodePoint(c);
            }
        });
        return restored.toString();
    }
}
