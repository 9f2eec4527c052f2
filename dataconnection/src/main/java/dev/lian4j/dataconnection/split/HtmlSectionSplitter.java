package dev.lian4j.dataconnection.split;

import dev.lian4j.core.document.Document;
import java.util.List;
import java.util.Map;

/**
 * Cuts HTML at headings into sections that start with their heading, whose text the metadata has under its key. Words in a
 * font of more than 20 pixels count as {@code h1}, if that is a heading at all. LangChain's splitter (MIT) of this name;
 * scripts and styles are left out, and no XSLT is run. What stands before the first heading has no key.
 */
public final class HtmlSectionSplitter extends SectionSplitter {

    private final Map<String, String> headers;

    private HtmlSectionSplitter(Map<String, String> headers) {
        this.headers = headers;
    }

    /** A splitter at h1 to h6, called {@code Header 1} to {@code Header 6}. */
    public static HtmlSectionSplitter create() {
        return builder().build();
    }

    /** A splitter at some headings, from the tag such as {@code h2} to the metadata key. */
    public static HtmlSectionSplitter of(Map<String, String> headers) {
        return builder().headers(headers).build();
    }

    /** Settings for a splitter. */
    public static Builder builder() {
        return new Builder();
    }

    /** The sections of a page. HTML that is wrong is read as browsers do; what is nested over 500 deep is moved up. */
    @Override
    public List<Document> splitText(String html) {
        HtmlSections sections = new HtmlSections(headers);
        HtmlTags.page(html).body().traverse(sections);
        return sections.end();
    }

    /** Settings for a {@link HtmlSectionSplitter}. */
    public static final class Builder extends HeaderSplitterBuilder<Builder> {

        private Builder() {
            super("h", true);
        }

        /** The splitter. */
        public HtmlSectionSplitter build() {
            return new HtmlSectionSplitter(chosenHeaders());
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
