package dev.lian4j.dataconnection.split;

import dev.lian4j.core.document.Document;
import java.util.List;
import java.util.Map;

/**
 * Cuts HTML at headings, of which each section's metadata tells all that it stands under. A heading is a section of its
 * own, its title the text; below it the blocks of text, joined by two spaces and a line end. LangChain's splitter (MIT) of
 * this name. Unlike there, a paragraph with links or bold words in it stays one, its words in order.
 *
 * <pre>{@code
 * HtmlHeaderTextSplitter.create().splitText("<h1>退款</h1><p>七天之内。</p>");
 * // 退款 {Header 1=退款}, 七天之内。 {Header 1=退款}
 * }</pre>
 */
public final class HtmlHeaderTextSplitter extends SectionSplitter {

    private final Map<String, String> headers;
    private final boolean returnEachElement;

    private HtmlHeaderTextSplitter(Builder options) {
        this.headers = options.chosenHeaders();
        this.returnEachElement = options.returnEachElement;
    }

    /** A splitter at h1 to h6, called {@code Header 1} to {@code Header 6}. */
    public static HtmlHeaderTextSplitter create() {
        return builder().build();
    }

    /** A splitter at some headings, from the tag such as {@code h2} to the metadata key. */
    public static HtmlHeaderTextSplitter of(Map<String, String> headers) {
        return builder().headers(headers).build();
    }

    /** Settings for a splitter. */
    public static Builder builder() {
        return new Builder();
    }

    /** The sections of a page. HTML that is wrong is read as browsers do; what is nested over 500 deep is moved up. */
    @Override
    public List<Document> splitText(String html) {
        return new HtmlHeaderSplit(headers, returnEachElement).sections(html);
    }

    /** Settings for a {@link HtmlHeaderTextSplitter}. */
    public static final class Builder extends HeaderSplitterBuilder<Builder> {

        private boolean returnEachElement;

        private Builder() {
            super("h", true);
        }

        /** Whether each block is a section of its own; no by default. */
        public Builder returnEachElement(boolean newReturnEachElement) {
            this.returnEachElement = newReturnEachElement;
            return this;
        }

        /** The splitter. */
        public HtmlHeaderTextSplitter build() {
            return new HtmlHeaderTextSplitter(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
