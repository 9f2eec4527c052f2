package dev.lian4j.parsers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds fenced blocks line by line, after CommonMark: three or more backticks or tildes, closed by as many or more of
 * the same; a block that is never closed ends with the text.
 */
final class CodeBlocks {

    private static final Pattern FENCE = Pattern.compile("([ \\t]*+)(`{3,}+|~{3,}+)[ \\t]*+([^\\s`]*+)([^`]*+)");

    private final List<CodeBlock> blocks = new ArrayList<>();
    private final List<String> code = new ArrayList<>();
    private @Nullable Matcher opening;

    private CodeBlocks() {}

    /** The blocks of a text, in order. */
    static List<CodeBlock> in(String text) {
        CodeBlocks found = new CodeBlocks();
        text.lines().forEach(found::line);
        found.close();
        return found.blocks;
    }

    /** What the first block of one of these languages holds, else the first of no language; else the text itself. */
    static String content(String text, String... languages) {
        List<CodeBlock> blocks = in(text);
        Predicate<CodeBlock> named =
                block -> Arrays.stream(languages).anyMatch(language -> language.equalsIgnoreCase(block.language()));
        return blocks.stream()
                .filter(named)
                .findFirst()
                .or(() -> blocks.stream()
                        .filter(block -> block.language().isEmpty())
                        .findFirst())
                .map(CodeBlock::code)
                .orElse(text);
    }

    private void line(String line) {
        Matcher fence = FENCE.matcher(line);
        boolean isFence = fence.matches();
        if (opening == null) {
            opening = isFence ? fence : null;
        } else if (isFence && closes(fence, opening)) {
            close();
        } else {
            code.add(unindented(line, opening.group(1).length()));
        }
    }

    private static boolean closes(Matcher fence, Matcher opening) {
        return fence.group(2).startsWith(opening.group(2)) && (fence.group(3) + fence.group(4)).isBlank();
    }

    /** The line without as many blanks as the opening fence has before it. */
    private static String unindented(String line, int width) {
        int at = 0;
        while (at < width && at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        return line.substring(at);
    }

    private void close() {
        if (opening != null) {
            blocks.add(new CodeBlock(opening.group(3), String.join("\n", code)));
        }
        opening = null;
        code.clear();
    }
}
