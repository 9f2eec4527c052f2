package dev.lian4j.parsers;

import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.parser.OutputParser;
import java.util.regex.Pattern;

/**
 * Looks for a word that means true or one that means false, in any letter case; YES and NO unless said. Immutable.
 */
public final class BooleanOutputParser implements OutputParser<Boolean> {

    private final String trueWord;
    private final String falseWord;
    private final Wording wording;

    private BooleanOutputParser(String trueWord, String falseWord, Wording wording) {
        this.trueWord = trueWord;
        this.falseWord = falseWord;
        this.wording = wording;
    }

    /** A parser of YES and NO. */
    public static BooleanOutputParser create() {
        return of("YES", "NO");
    }

    /** A parser of these words, such as 是 and 否. */
    public static BooleanOutputParser of(String trueWord, String falseWord) {
        return new BooleanOutputParser(trueWord, falseWord, Wording.ENGLISH);
    }

    /** The same parser, whose format instructions are in Chinese. */
    public BooleanOutputParser inChinese() {
        return new BooleanOutputParser(trueWord, falseWord, Wording.CHINESE);
    }

    @Override
    public Boolean parse(String text) {
        boolean isTrue = has(trueWord, text);
        boolean isFalse = has(falseWord, text);
        if (isTrue == isFalse) {
            throw new OutputParserException(
                    "Expected either '" + trueWord + "' or '" + falseWord + "' in the output, found "
                            + (isTrue ? "both." : "neither."),
                    text);
        }
        return isTrue;
    }

    /** As a word of its own: NOW holds no NO, and 不是 no 是. */
    private static boolean has(String word, String text) {
        int flags = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;
        return Pattern.compile("(?<!\\w)" + Pattern.quote(word) + "(?!\\w)", flags)
                .matcher(text)
                .find();
    }

    @Override
    public String formatInstructions() {
        return wording.choose(
                "Answer with one word only: " + trueWord + " or " + falseWord,
                "只用一个词作答：" + trueWord + " 或 " + falseWord);
    }
}
