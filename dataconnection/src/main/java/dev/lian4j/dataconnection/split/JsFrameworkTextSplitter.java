package dev.lian4j.dataconnection.split;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Cuts the source of a React, Vue or Svelte component: at what JavaScript declares, then before each of the tags that
 * the text has. LangChain's {@code JSFrameworkTextSplitter} (MIT) with its defaults, chunks of 2000 without overlap. Of
 * the tags it looks at the first 100 different ones only, so that the time stays linear in the text.
 */
public final class JsFrameworkTextSplitter extends TextSplitter {

    private static final Pattern TAG = Pattern.compile("<\\s*+([a-zA-Z0-9]++)[^<>]*+>");
    private static final int MOST_TAGS = 100;
    private static final List<String> JAVASCRIPT = List.of(
            "\nexport ",
            " export ",
            "\nfunction ",
            "\nasync function ",
            " async function ",
            "\nconst ",
            "\nlet ",
            "\nvar ",
            "\nclass ",
            " class ",
            "\nif ",
            " if ",
            "\nfor ",
            " for ",
            "\nwhile ",
            " while ",
            "\nswitch ",
            " switch ",
            "\ncase ",
            " case ",
            "\ndefault ",
            " default ");

    private JsFrameworkTextSplitter(ChunkOptions options) {
        super(options);
    }

    /** A splitter into chunks of 2000 characters that do not overlap. */
    public static JsFrameworkTextSplitter create() {
        return of(2000, 0);
    }

    /**
     * A splitter into chunks of a size in characters.
     *
     * @throws IllegalArgumentException if the size is less than 1, or the overlap negative or more than the size
     */
    public static JsFrameworkTextSplitter of(int chunkSize, int chunkOverlap) {
        return new JsFrameworkTextSplitter(
                new ChunkOptions(chunkSize, chunkOverlap, LengthFunction.CHARACTERS, KeepSeparator.START, false, true));
    }

    @Override
    ChunkRanges ranges(String text) {
        List<Separator> separators = new ArrayList<>();
        Stream.of(JAVASCRIPT, tags(text), List.of("<>", "\n\n", "&&\n", "||\n"))
                .flatMap(List::stream)
                .forEach(literal -> separators.add(Separator.of(literal, false)));
        return new RecursiveSplit(text, separators, options()).chunks();
    }

    private static List<String> tags(String text) {
        Set<String> tags = new LinkedHashSet<>();
        Matcher tag = TAG.matcher(text);
        while (tags.size() < MOST_TAGS && tag.find()) {
            tags.add("<" + tag.group(1));
        }
        return List.copyOf(tags);
    }
}
