package dev.lian4j.parsers;

import dev.lian4j.core.Chain;
import dev.lian4j.core.error.OutputParserException;
import dev.lian4j.core.model.TextResult;
import dev.lian4j.core.parser.OutputParser;
import java.util.List;

/**
 * Takes the fenced code blocks out of a Markdown reply, in order; one that was never closed goes to the end of the text.
 * Without any block that is wanted the reply is an error. Immutable.
 */
public final class MarkdownCodeBlockParser implements OutputParser<List<CodeBlock>> {

    private final String language;
    private final Wording wording;

    private MarkdownCodeBlockParser(String language, Wording wording) {
        this.language = language;
        this.wording = wording;
    }

    /** A parser of the blocks of any language. */
    public static MarkdownCodeBlockParser create() {
        return of("");
    }

    /** A parser of the blocks of this language, in any letter case, and of those that name none. */
    public static MarkdownCodeBlockParser of(String language) {
        return new MarkdownCodeBlockParser(language, Wording.ENGLISH);
    }

    /** The same parser, whose format instructions are in Chinese. */
    public MarkdownCodeBlockParser inChinese() {
        return new MarkdownCodeBlockParser(language, Wording.CHINESE);
    }

    /** The code of the first block alone. */
    public Chain<TextResult, String> first() {
        return map(blocks -> blocks.get(0).code());
    }

    @Override
    public List<CodeBlock> parse(String text) {
        Limits.check(text);
        List<CodeBlock> blocks =
                CodeBlocks.in(text).stream().filter(this::isWanted).toList();
        if (blocks.isEmpty()) {
            throw new OutputParserException("The output has no fenced code block" + ofLanguage() + ".", text);
        }
        return blocks;
    }

    private boolean isWanted(CodeBlock block) {
        return language.isEmpty()
                || block.language().isEmpty()
                || block.language().equalsIgnoreCase(language);
    }

    private String ofLanguage() {
        return language.isEmpty() ? "" : " of " + language;
    }

    @Override
    public String formatInstructions() {
        return wording.choose(
                "Write the code in a fenced Markdown block, such as:\n```" + language + "\n...\n```",
                "把代码写在 Markdown 代码块中，例如：\n```" + language + "\n...\n```");
    }
}
