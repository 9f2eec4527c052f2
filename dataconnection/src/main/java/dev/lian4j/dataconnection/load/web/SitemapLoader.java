package dev.lian4j.dataconnection.load.web;

import dev.lian4j.core.document.Document;
import dev.lian4j.core.document.DocumentLoader;
import dev.lian4j.core.error.DocumentLoadException;
import dev.lian4j.dataconnection.load.DocumentStreams;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the pages that a sitemap lists, or those of an index of sitemaps, as {@link UrlLoader} does, with {@code source} and,
 * where the map tells it, {@code lastmod}. Pages of other hosts than the map's are left out, unless asked for. Keeps the
 * delay that robots.txt asks for. Lazy: the maps are fetched first, then a page when its documents are pulled. Immutable.
 *
 * <p>A page that cannot be loaded is told to {@link Builder#onProblem} (a warning in the log by default) and the others go
 * on.
 */
public final class SitemapLoader implements DocumentLoader {

    private static final Logger LOG = LoggerFactory.getLogger(SitemapLoader.class);

    private final String address;
    private final WebAccess access;
    private final SitemapOptions options;
    private final Consumer<DocumentLoadException> onProblem;

    private SitemapLoader(Builder builder) {
        this.address = builder.address;
        this.access = builder.access;
        this.options = new SitemapOptions(builder.maxPages, builder.otherHosts, builder.filter);
        this.onProblem = builder.onProblem;
    }

    /** A loader of at most 1,000 pages of a map such as {@code https://example.com/sitemap.xml}. */
    public static SitemapLoader of(String address) {
        return builder(address).build();
    }

    /** Settings for a loader of the map. */
    public static Builder builder(String address) {
        return new Builder(address);
    }

    /**
     * The documents of the pages, in the order of the map.
     *
     * @throws DocumentLoadException when pulled, if the map may not be fetched, cannot be, or is none
     * @throws dev.lian4j.core.error.CancelledException when pulled, if the thread is interrupted
     */
    @Override
    public Stream<Document> load() {
        return DocumentStreams.lazily(() -> {
            WebSession session = new WebSession(access);
            try {
                List<Sitemap.Page> pages = new Sitemap(session, address, options, onProblem).pages();
                return DocumentStreams.oneByOne(
                                pages.iterator(),
                                page -> documents(session, page),
                                (page, fault) -> onProblem.accept(WebDocuments.fault(page.address(), fault)))
                        .onClose(session::close);
            } catch (RuntimeException e) {
                session.close();
                throw e;
            }
        });
    }

    private Stream<Document> documents(WebSession session, Sitemap.Page page) {
        session.pause(page.address());
        Stream<Document> documents =
                WebDocuments.of(session, access, page.address(), problem -> LOG.warn("Not loaded: {}", problem));
        return page.changed().isEmpty()
                ? documents
                : documents.map(document -> document.with("lastmod", page.changed()));
    }

    /** Settings for a {@link SitemapLoader}. */
    public static final class Builder {

        private final String address;
        private WebAccess access = WebAccess.ofDefaults();
        private int maxPages = 1_000;
        private boolean otherHosts;
        private Predicate<String> filter = page -> true;
        private Consumer<DocumentLoadException> onProblem = problem -> LOG.warn("Not loaded: {}", problem.getMessage());

        private Builder(String address) {
            this.address = address;
        }

        /** What may be fetched, and how. */
        public Builder access(WebAccess newAccess) {
            this.access = newAccess;
            return this;
        }

        /** The most pages; 1,000 by default. Those after them are left out. */
        public Builder maxPages(int most) {
            this.maxPages = most;
            return this;
        }

        /** Whether pages of other hosts than the map's are loaded; not by default. */
        public Builder otherHosts(boolean allowed) {
            this.otherHosts = allowed;
            return this;
        }

        /** Only the pages whose address passes; all by default. */
        public Builder filter(Predicate<String> wanted) {
            this.filter = wanted;
            return this;
        }

        /** Who is told of pages, and maps in an index, that cannot be loaded; a warning in the log by default. */
        public Builder onProblem(Consumer<DocumentLoadException> listener) {
            this.onProblem = listener;
            return this;
        }

        /** The loader. */
        public SitemapLoader build() {
            return new SitemapLoader(this);
        }
    }
}
