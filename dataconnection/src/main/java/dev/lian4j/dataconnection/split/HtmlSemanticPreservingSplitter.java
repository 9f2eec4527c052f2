package dev.lian4j.dataconnection.split;

import dev.lian4j.core.document.Document;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Cuts HTML at headings and each section to a size, but never within elements that you name, such as tables and lists.
 * The metadata has the nearest heading. Links and media become Markdown if you ask for it. LangChain's splitter (MIT) of
 * this name with its defaults, chunks of 1000 without overlap; preserved elements stay where they stand in a sentence here,
 * and count with their whole length. Characters of Unicode's private plane 15 are left out.
 */
public final class HtmlSemanticPreservingSplitter extends SectionSplitter {

    private final HtmlRules rules;
    private final HtmlFilter filter;
    private final PreservedText preserved;
    private final Map<String, Object> externalMetadata;

    private HtmlSemanticPreservingSplitter(Builder options) {
        Map<String, String> headers = options.chosenHeaders();
        this.rules = new HtmlRules(
                headers,
                options.preserved,
                options.links,
                Set.copyOf(options.media),
                options.normalize,
                Map.copyOf(options.handlers));
        this.filter = new HtmlFilter(headers.keySet(), options.allowed, options.denied);
        this.preserved = new PreservedText(options.options(), options.separators);
        this.externalMetadata = options.externalMetadata;
    }

    /** A splitter at h1 to h6, called {@code Header 1} to {@code Header 6}, that keeps tables and lists whole. */
    public static HtmlSemanticPreservingSplitter create() {
        return builder().elementsToPreserve("table", "ul", "ol").build();
    }

    /** Settings for a splitter; nothing is preserved by default. */
    public static Builder builder() {
        return new Builder();
    }

    /** The chunks of a page. HTML that is wrong is read as browsers do; what is nested over 500 deep is moved up. */
    @Override
    public List<Document> splitText(String html) {
        org.jsoup.nodes.Document page = HtmlTags.page(html);
        filter.accept(page.body());
        return new HtmlSemanticSplit(rules)
                .sections(page.body()).stream().flatMap(this::chunks).toList();
    }

    private Stream<Document> chunks(HtmlSemanticSection section) {
        Map<String, Object> metadata = new LinkedHashMap<>(section.metadata());
        metadata.putAll(externalMetadata);
        return preserved.chunks(section).stream().map(chunk -> Document.of(chunk, metadata));
    }

    /** Settings for a {@link HtmlSemanticPreservingSplitter}. */
    public static final class Builder extends HeaderSplitterBuilder<Builder> {

        private int size = 1000;
        private int overlap;
        private List<String> separators = Separators.DEFAULT;
        private KeepSeparator keepSeparator = KeepSeparator.START;
        private Set<String> preserved = Set.of();
        private Set<String> allowed = Set.of();
        private Set<String> denied = Set.of();
        private boolean links;
        private boolean normalize;
        private final Set<String> media = new HashSet<>();
        private final Map<String, UnaryOperator<String>> handlers = new LinkedHashMap<>();
        private Map<String, Object> externalMetadata = Map.of();

        private Builder() {
            super("h", true);
        }

        /** The most characters of a chunk, 1000 by default; a preserved element may be longer. */
        public Builder chunkSize(int characters) {
            this.size = characters;
            return this;
        }

        /** The most that a chunk repeats of the one before; 0 by default. */
        public Builder chunkOverlap(int characters) {
            this.overlap = characters;
            return this;
        }

        /** Where sections are cut, coarse first; literal. {@link Separators#DEFAULT} by default. */
        public Builder separators(List<String> newSeparators) {
            this.separators = List.copyOf(newSeparators);
            return this;
        }

        /** Where separators go; to the start of the next chunk by default. */
        public Builder keepSeparator(KeepSeparator newKeepSeparator) {
            this.keepSeparator = newKeepSeparator;
            return this;
        }

        /** The tags within which nothing is cut, such as {@code table}; none by default. */
        public Builder elementsToPreserve(String... tags) {
            this.preserved = Set.of(tags);
            return this;
        }

        /** The only tags whose text is read, with those of headings; all by default. */
        public Builder allowlistTags(String... tags) {
            this.allowed = Set.of(tags);
            return this;
        }

        /** The tags whose text is not read; none by default. Headings always are. */
        public Builder denylistTags(String... tags) {
            this.denied = Set.of(tags);
            return this;
        }

        /** Whether links are written as {@code [text](address)}; no by default. */
        public Builder preserveLinks(boolean newPreserveLinks) {
            this.links = newPreserveLinks;
            return this;
        }

        /** Writes images as {@code ![image:address](address)}, which are left out by default. */
        public Builder preserveImages() {
            media.add("img");
            return this;
        }

        /** Writes videos as {@code ![video:address](address)}, which are left out by default. */
        public Builder preserveVideos() {
            media.add("video");
            return this;
        }

        /** Writes sounds as {@code ![audio:address](address)}, which are left out by default. */
        public Builder preserveAudio() {
            media.add("audio");
            return this;
        }

        /** Whether text is put in lower case and loses its punctuation; no by default. */
        public Builder normalizeText(boolean newNormalizeText) {
            this.normalize = newNormalizeText;
            return this;
        }

        /** Writes elements of a tag as a function of their HTML. */
        public Builder customHandler(String tag, UnaryOperator<String> fromHtml) {
            handlers.put(tag, fromHtml);
            return this;
        }

        /** What the metadata of all chunks says besides; nothing by default. */
        public Builder externalMetadata(Map<String, Object> metadata) {
            this.externalMetadata = Map.copyOf(metadata);
            return this;
        }

        /**
         * The splitter.
         *
         * @throws IllegalArgumentException if the size is less than 1, or the overlap negative or more than the size
         */
        public HtmlSemanticPreservingSplitter build() {
            return new HtmlSemanticPreservingSplitter(this);
        }

        private ChunkOptions options() {
            return new ChunkOptions(size, overlap, LengthFunction.CHARACTERS, keepSeparator, false, true);
        }

        @Override
        Builder self() {
            return this;
        }
    }
}
