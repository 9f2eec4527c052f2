package dev.lian4j.parsers;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives the items of a Markdown list, one a line ({@code - foo}, {@code * bar}, {@code + baz}); other lines are passed over. Empty where there is none. Immutable. */
public final class MarkdownListOutputParser implements ListOutputParser {

    private static final Pattern ITEM = Pattern.compile("\\h*+[-*+\u2022]\\h(.+)", Pattern.DOTALL);

    private final Wording wording;

    private MarkdownListOutputParser(Wording wording) {
        this.wording = wording;
    }

    /** The parser. */
    public static MarkdownListOutputParser create() {
        return new MarkdownListOutputParser(Wording.ENGLISH);
    }

    /** The same parser, whose format instructions are in Chinese. */
    public MarkdownListOutputParser inChinese() {
        return new MarkdownListOutputParser(Wording.CHINESE);
    }

    @Override
    public Items items() {
        return Items.ofLines(MarkdownListOutputParser::item);
    }

    private static Optional<String> item(String line) {
        Matcher item = ITEM.matcher(line);
        return item.matches() ? Optional.of(item.group(1).strip()) : Optional.empty();
    }

    @Override
    public String formatInstructions() {
        return wording.choose(
                "Answer with a Markdown list, each item on a line of its own, such as:\n- foo\n- bar\n- baz",
                "用 Markdown 列表作答，每项一行，例如：\n- 苹果\n- 香蕉\n- 樱桃");
    }
}
