package dev.lian4j.dataconnection.split;

import java.util.List;

/** Lists of separators, coarse ones first. */
public final class Separators {

    /** Paragraphs, lines, words, characters; LangChain's default. Literal. */
    public static final List<String> DEFAULT = List.of("\n\n", "\n", " ", "");

    /**
     * For Chinese, also mixed with English: paragraphs, lines, sentences with their closing quotes and brackets, clauses,
     * phrases, words, characters. Regular expressions, for {@link KeepSeparator#END}.
     */
    public static final List<String> CHINESE = List.of(
            "\n\n",
            "\n",
            "[。！？…]+[”’」』）】》]*|(?<![.!?])[.!?]++[\"')\\]]*+\\s",
            "[；;][”’」』）】》]*",
            "[，、,：][”’」』）】》]*",
            "[ \\u3000]",
            "");

    /**
     * For Japanese, also mixed with English: paragraphs, lines, sentences with their closing brackets, clauses, words,
     * characters. Regular expressions, for {@link KeepSeparator#END}.
     */
    public static final List<String> JAPANESE = List.of(
            "\n\n",
            "\n",
            "[。．！？…]+[」』）】》〉”]*|(?<![.!?])[.!?]++[\"')\\]]*+\\s",
            "[；;][」』）】》〉”]*",
            "[、，：・][」』）】》〉”]*",
            "[ \\u3000\\u200b]",
            "");

    private Separators() {}
}
