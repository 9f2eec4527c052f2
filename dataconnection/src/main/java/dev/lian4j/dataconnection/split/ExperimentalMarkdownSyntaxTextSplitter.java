package dev.lian4j.dataconnection.split;

import dev.lian4j.core.document.Document;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Cuts Markdown at headings, code and rules, into sections that are parts of the text, unchanged. Code between fences is a
 * section, its language in the metadata as {@code Code}. LangChain's splitter (MIT) of this name; code whose fence is never
 * closed goes on to the end of the text here, there it is lost.
 */
public final class ExperimentalMarkdownSyntaxTextSplitter extends SectionSplitter {

    private final Map<String, String> headers;
    private final boolean stripHeaders;
    private final boolean returnEachLine;
    private final boolean addStartIndex;

    private ExperimentalMarkdownSyntaxTextSplitter(Builder options) {
        this.headers = options.chosenHeaders();
        this.stripHeaders = options.stripHeaders;
        this.returnEachLine = options.returnEachLine;
        this.addStartIndex = options.addStartIndex;
    }

    /** A splitter at all six levels of headings, called {@code Header 1} to {@code Header 6}. */
    public static ExperimentalMarkdownSyntaxTextSplitter create() {
        return builder().build();
    }

    /** Settings for a splitter. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public List<Document> splitText(String text) {
        return new MarkdownSyntaxSplit(text, headers, stripHeaders)
                .sections().stream()
                        .flatMap(section -> returnEachLine ? MarkdownSyntaxSplit.lines(section) : Stream.of(section))
                        .map(section -> section.document(addStartIndex))
                        .toList();
    }

    /** Settings for an {@link ExperimentalMarkdownSyntaxTextSplitter}. */
    public static final class Builder extends MarkdownSplitterBuilder<Builder> {

        private Builder() {}

        /** The splitter. */
        public ExperimentalMarkdownSyntaxTextSplitter build() {
            return new ExperimentalMarkdownSyntaxTextSplitter(this);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
