package dev.lian4j.examples.cli;

import dev.lian4j.core.document.DocumentTransformer;
import dev.lian4j.dataconnection.split.CharacterTextSplitter;
import dev.lian4j.dataconnection.split.HtmlHeaderTextSplitter;
import dev.lian4j.dataconnection.split.Language;
import dev.lian4j.dataconnection.split.MarkdownHeaderTextSplitter;
import dev.lian4j.dataconnection.split.RecursiveCharacterTextSplitter;
import dev.lian4j.dataconnection.split.RecursiveJsonSplitter;
import dev.lian4j.dataconnection.split.SentenceTextSplitter;
import dev.lian4j.dataconnection.split.TokenTextSplitter;
import dev.lian4j.models.tokens.OpenAiTokenizer;
import java.util.Arrays;
import java.util.Locale;

/**
 * A splitter by its name on the command line.
 *
 * @param name of {@link #KINDS}
 * @param size characters at most, or tokens
 * @param overlap the same, shared
 * @param separator where the character splitter cuts
 */
record SplitterChoice(String name, int size, int overlap, String separator) {

    static final String KINDS = "recursive (default), character, token, sentence, markdown, html, json, semantic, or"
            + " code:LANGUAGE such as code:java.";

    /** The one that cuts where the meaning changes. */
    static final String SEMANTIC = "semantic";

    private static final String CODE = "code:";

    /** The splitter, but for {@link #SEMANTIC}, which needs a model. */
    DocumentTransformer choose() {
        if (name.startsWith(CODE)) {
            return RecursiveCharacterTextSplitter.fromLanguage(language(), size, overlap);
        }
        return switch (name) {
            case "recursive" -> RecursiveCharacterTextSplitter.of(size, overlap);
            case "character" ->
                CharacterTextSplitter.builder()
                        .separator(separator)
                        .chunkSize(size)
                        .chunkOverlap(overlap)
                        .build();
            case "token" -> TokenTextSplitter.of(OpenAiTokenizer.forModel("gpt-4o"), size, overlap);
            case "sentence" -> SentenceTextSplitter.of(size, overlap);
            case "markdown" -> MarkdownHeaderTextSplitter.create();
            case "html" -> HtmlHeaderTextSplitter.create();
            case "json" -> RecursiveJsonSplitter.of(size);
            default -> throw new IllegalArgumentException("Unknown splitter '" + name + "': expected " + KINDS);
        };
    }

    private Language language() {
        String wanted = name.substring(CODE.length()).toUpperCase(Locale.ROOT);
        return Arrays.stream(Language.values())
                .filter(language -> language.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Unknown language '" + name.substring(CODE.length()) + "': expected one of "
                                + Arrays.toString(Language.values()).toLowerCase(Locale.ROOT)));
    }
}
