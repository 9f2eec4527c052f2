package dev.lian4j.parsers;

import java.util.Optional;

/** Gives the lines of a reply, each stripped; blank ones are passed over. Empty where there is none. LangChain's LineListOutputParser. Immutable. */
public final class NewlineListOutputParser implements ListOutputParser {

    private final Wording wording;

    private NewlineListOutputParser(Wording wording) {
        this.wording = wording;
    }

    /** The parser. */
    public static NewlineListOutputParser create() {
        return new NewlineListOutputParser(Wording.ENGLISH);
    }

    /** The same parser, whose format instructions are in Chinese. */
    public NewlineListOutputParser inChinese() {
        return new NewlineListOutputParser(Wording.CHINESE);
    }

    @Override
    public Items items() {
        return Items.ofLines(line -> Optional.of(line.strip()).filter(item -> !item.isEmpty()));
    }

    @Override
    public String formatInstructions() {
        return wording.choose(
                "Answer with one item on each line and nothing else, such as:\nfoo\nbar\nbaz",
                "每行写一项，不要写其他内容，例如：\n苹果\n香蕉\n樱桃");
    }
}
