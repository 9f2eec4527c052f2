package dev.lian4j.dataconnection.split;

/**
 * The settings that the splitters of Markdown share.
 *
 * @param <B> the builder itself
 */
public abstract class MarkdownSplitterBuilder<B extends MarkdownSplitterBuilder<B>> extends HeaderSplitterBuilder<B> {

    boolean stripHeaders = true;
    boolean returnEachLine;
    boolean addStartIndex;

    MarkdownSplitterBuilder() {
        super("#", false);
    }

    /** Whether headings are left out of the texts of their sections; yes by default. */
    public B stripHeaders(boolean newStripHeaders) {
        this.stripHeaders = newStripHeaders;
        return self();
    }

    /** Whether each line is a section of its own; no by default. */
    public B returnEachLine(boolean newReturnEachLine) {
        this.returnEachLine = newReturnEachLine;
        return self();
    }

    /** Whether the metadata says where a section's text starts in its document, as {@code start_index}; not by default. */
    public B addStartIndex(boolean newAddStartIndex) {
        this.addStartIndex = newAddStartIndex;
        return self();
    }
}
