package dev.lian4j.dataconnection.load;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.core.document.Metadata;
import dev.lian4j.core.error.DocumentLoadException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Loads a page as one document: its main text as a person reads it, without scripts, styles, navigation, headers and
 * footers, with {@code source}, {@code title}, {@code language} and, on request, {@code links}. Tables keep their rows, a
 * line each with bars between the cells. The encoding is that of the byte order mark, else of the page's own word, else
 * UTF-8. Nothing that the page points to is fetched. Immutable.
 */
public final class HtmlLoader implements DocumentLoader {

    private static final String NOT_READ = "script, style, noscript, template, iframe, svg, nav, aside, [hidden],"
            + " [aria-hidden=true], [role=navigation], body > header, body > footer, body > div > header, body > div > footer";
    private static final String MAIN = "main, [role=main], article";

    private final TextFile file;
    private final @Nullable Charset charset;
    private final @Nullable String selector;
    private final boolean links;

    private HtmlLoader(Builder options) {
        this.file = new TextFile(options.file, options.maxBytes);
        this.charset = options.charset;
        this.selector = options.selector;
        this.links = options.links;
    }

    /** A loader of a file of at most 64 MiB. The file is looked at only when loaded. */
    public static HtmlLoader of(Path file) {
        return builder(file).build();
    }

    /** Settings for a loader of the file. */
    public static Builder builder(Path file) {
        return new Builder(file);
    }

    /**
     * The one document, read when it is pulled; none where the page has no text.
     *
     * @throws DocumentLoadException when pulled, if the file cannot be read, or the selector finds nothing
     */
    @Override
    public Stream<Document> load() {
        return Stream.of(file).flatMap(read -> document(page(read.path())).stream());
    }

    private org.jsoup.nodes.Document page(Path path) {
        FileFault.check(path, file.maxBytes());
        try {
            byte[] bytes = Files.readAllBytes(path);
            return HtmlPage.parse(new ByteArrayInputStream(bytes), charset == null ? null : charset.name());
        } catch (IOException e) {
            throw FileFault.of(path, e);
        }
    }

    private List<Document> document(org.jsoup.nodes.Document page) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put(Metadata.SOURCE, file.path().toString());
        put(metadata, Metadata.TITLE, page.title());
        put(metadata, Metadata.LANGUAGE, page.select("html").attr("lang"));
        put(metadata, "description", page.select("meta[name=description]").attr("content"));
        if (links) {
            metadata.put("links", page.select("a[href]").eachAttr("href"));
        }
        String text = HtmlText.of(main(page));
        return text.isEmpty() ? List.of() : List.of(Document.of(text, metadata));
    }

    private static void put(Map<String, Object> metadata, String key, String value) {
        if (!value.isBlank()) {
            metadata.put(key, value.strip());
        }
    }

    /** What the page calls its main part, where it has one with most of the text; else its body. */
    private Element main(org.jsoup.nodes.Document page) {
        if (selector != null) {
            Element chosen = page.selectFirst(selector);
            if (chosen == null) {
                throw new DocumentLoadException(file.path().toString(), "has no element '" + selector + "'");
            }
            return chosen;
        }
        page.select(NOT_READ).remove();
        List<Element> candidates = page.select(MAIN);
        return candidates.size() == 1 ? candidates.get(0) : page.body();
    }

    /** Settings for a {@link HtmlLoader}. */
    public static final class Builder {
        private final Path file;
        private @Nullable Charset charset;
        private @Nullable String selector;
        private boolean links;
        private long maxBytes = TextFile.MAX_BYTES;

        private Builder(Path file) {
            this.file = file;
        }

        /** The encoding of the file; found out by default. */
        public Builder charset(Charset known) {
            this.charset = known;
            return this;
        }

        /** The CSS selector of the element to load, all of it; by default the main part, cleaned. */
        public Builder selector(String css) {
            this.selector = css;
            return this;
        }

        /** Whether the metadata has the page's links under {@code links}, as they stand; not by default. */
        public Builder links(boolean wanted) {
            this.links = wanted;
            return this;
        }

        /** The most bytes that the file may have; 64 MiB by default. */
        public Builder maxBytes(long most) {
            this.maxBytes = most;
            return this;
        }

        /** The loader. */
        public HtmlLoader build() {
            return new HtmlLoader(this);
        }
    }
}
