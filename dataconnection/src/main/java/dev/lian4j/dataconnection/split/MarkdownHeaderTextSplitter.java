package dev.lian4j.dataconnection.split;

import dev.lian4j.core.document.Document;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts Markdown at headings, of which each section's metadata tells all that it stands under. Lines are stripped and
 * paragraphs joined by two spaces and a line end, as in LangChain's splitter (MIT) of this name; code between fences keeps
 * its indent, which it loses there, and headings are found after a byte order mark too.
 *
 * <pre>{@code
 * MarkdownHeaderTextSplitter.create().splitText("# 退款\n七天之内。\n## 运费\n由商家承担。");
 * // 七天之内。 {Header 1=退款}, 由商家承担。 {Header 1=退款, Header 2=运费}
 * }</pre>
 */
public final class MarkdownHeaderTextSplitter extends SectionSplitter {

    private final List<MarkdownHeader> headers;
    private final boolean stripHeaders;
    private final boolean returnEachLine;
    private final boolean addStartIndex;

    private MarkdownHeaderTextSplitter(Builder options) {
        // Longer marks first, since ### starts as ## does
        this.headers = options.chosenHeaders().entrySet().stream()
                .map(header -> MarkdownHeader.of(header, options.custom))
                .sorted(Comparator.comparing(header -> header.mark().length(), Comparator.reverseOrder()))
                .toList();
        this.stripHeaders = options.stripHeaders;
        this.returnEachLine = options.returnEachLine;
        this.addStartIndex = options.addStartIndex;
    }

    /** A splitter at all six levels of headings, called {@code Header 1} to {@code Header 6}. */
    public static MarkdownHeaderTextSplitter create() {
        return builder().build();
    }

    /** A splitter at some headings, from the mark such as {@code ##} to the metadata key. */
    public static MarkdownHeaderTextSplitter of(Map<String, String> headers) {
        return builder().headers(headers).build();
    }

    /** Settings for a splitter. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public List<Document> splitText(String text) {
        List<MarkdownBlock> each = new ArrayList<>();
        MarkdownBlocks joined = new MarkdownBlocks(stripHeaders);
        new MarkdownHeaderSplit(headers, stripHeaders, returnEachLine ? each::add : joined::add).split(text);
        return (returnEachLine ? each : joined.flush())
                .stream().map(block -> block.document(addStartIndex)).toList();
    }

    /** Settings for a {@link MarkdownHeaderTextSplitter}. */
    public static final class Builder extends MarkdownSplitterBuilder<Builder> {

        private final Map<String, Integer> custom = new LinkedHashMap<>();

        private Builder() {}

        /**
         * Takes lines for headings that stand between two marks, such as {@code **Chapter 1**}.
         *
         * @param mark the mark on both sides
         * @param key the metadata key that its text gets
         * @param level which level of headings it is like, from 1
         */
        public Builder customHeader(String mark, String key, int level) {
            custom.put(mark, level);
            return header(mark, key);
        }

        /** The splitter. */
        public MarkdownHeaderTextSplitter build() {
            return new MarkdownHeaderTextSplitter(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
