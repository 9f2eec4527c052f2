package dev.lian4j.parsers;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives the items of a numbered list, one a line ({@code 1. foo}, {@code 2) bar}, {@code 3、baz}); other lines are passed over. Empty where there is none. Immutable. */
public final class NumberedListOutputParser implements ListOutputParser {

    private static final Pattern ITEM = Pattern.compile("\\h*+\\d++(?:[.)]\\h|[\u3001\uFF0E])(.+)", Pattern.DOTALL);

    private final Wording wording;

    private NumberedListOutputParser(Wording wording) {
        this.wording = wording;
    }

    /** The parser. */
    public static NumberedListOutputParser create() {
        return new NumberedListOutputParser(Wording.ENGLISH);
    }

    /** The same parser, whose format instructions are in Chinese. */
    public NumberedListOutputParser inChinese() {
        return new NumberedListOutputParser(Wording.CHINESE);
    }

    @Override
    public Items items() {
        return Items.ofLines(NumberedListOutputParser::item);
    }

    private static Optional<String> item(String line) {
        Matcher item = ITEM.matcher(line);
        return item.matches() ? Optional.of(item.group(1).strip()) : Optional.empty();
    }

    @Override
    public String formatInstructions() {
        return wording.choose(
                "Answer with a numbered list, each item on a line of its own, such as:\n1. foo\n2. bar\n3. baz",
                "用编号列表作答，每项一行，例如：\n1. 苹果\n2. 香蕉\n3. 樱桃");
    }
}
