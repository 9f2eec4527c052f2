package dev.lian4j.parsers;

import java.util.Optional;

/** Splits a text at commas, ASCII or Chinese, and strips each item; never fails, and an item may be empty. As LangChain's. Immutable. */
public final class CommaSeparatedListOutputParser implements ListOutputParser {

    private static final String COMMAS = ",\uFF0C\u3001";

    private final Wording wording;

    private CommaSeparatedListOutputParser(Wording wording) {
        this.wording = wording;
    }

    /** The parser. */
    public static CommaSeparatedListOutputParser create() {
        return new CommaSeparatedListOutputParser(Wording.ENGLISH);
    }

    /** The same parser, whose format instructions are in Chinese. */
    public CommaSeparatedListOutputParser inChinese() {
        return new CommaSeparatedListOutputParser(Wording.CHINESE);
    }

    @Override
    public Items items() {
        return Items.between(COMMAS, part -> Optional.of(part.strip()));
    }

    @Override
    public String formatInstructions() {
        return wording.choose(
                "Answer with a list of values separated by commas, such as: foo, bar, baz", "用逗号分隔的列表作答，例如：苹果，香蕉，樱桃");
    }
}
