package dev.lian4j.parsers;

import dev.lian4j.core.parser.OutputParser;
import java.util.List;
import java.util.regex.Pattern;

/** Gives the items of a Markdown list, one a line ({@code - foo}, {@code * bar}, {@code + baz}); other lines are passed over. Empty where there is none. Immutable. */
public final class MarkdownListOutputParser implements OutputParser<List<String>> {

    private static final Pattern ITEM = Pattern.compile("^\\h*+[-*+\u2022]\\h([^\\r\\n]+)", Pattern.MULTILINE);

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
    public List<String> parse(String text) {
        return ITEM.matcher(text).results().map(item -> item.group(1).strip()).toList();
    }

    @Override
    public String formatInstructions() {
        return wording.choose(
                "Answer with a Markdown list, each item on a line of its own, such as:\n- foo\n- bar\n- baz",
                "用 Markdown 列表作答，每项一行，例如：\n- 苹果\n- 香蕉\n- 樱桃");
    }
}
